import type { PasswordPolicy } from "@/api/types";
import { count } from "@/components/time";

/** The numbers of the policy, in the order in which they are told and asked for. */
export const policyFields = [
  { name: "minLength", label: "Least characters", text: String },
  { name: "maxLength", label: "Most characters", text: String },
  { name: "minNumOfBlockLetters", label: "Upper case letters, at least", text: String },
  { name: "minNumOfSmallLetters", label: "Lower case letters, at least", text: String },
  { name: "minNumOfDigits", label: "Digits, at least", text: String },
  { name: "minNumOfSpecialCharacters", label: "Other characters, at least", text: String },
  { name: "expiryDurationInDays", label: "Days until a password expires", text: daysOrNever },
  { name: "firstReminderInDays", label: "Days before that to remind", text: daysOrNever },
] as const satisfies { name: keyof PasswordPolicy; label: string; text: (number: number) => string }[];

export type PolicyField = (typeof policyFields)[number]["name"];

function daysOrNever(days: number): string {
  return days === 0 ? "Never" : count(days, "day");
}

/** Why this is no number to send, or true when it is one. */
export const isWholeNumber = (text: string) => /^\d{1,4}$/.test(text) || "Give a whole number.";
