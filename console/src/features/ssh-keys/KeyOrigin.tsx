import { FormGroup, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";

interface Props {
  isGenerated: boolean;
  onChange: (isGenerated: boolean) => void;
}

/** Whether a person brings a public key, or has a pair made. */
export function KeyOrigin({ isGenerated, onChange }: Props) {
  const item = (text: string, generated: boolean) => (
    <ToggleGroupItem
      text={text}
      buttonId={`field-origin-${generated ? "generated" : "own"}`}
      isSelected={isGenerated === generated}
      onChange={() => {
        if (isGenerated !== generated) onChange(generated);
      }}
    />
  );
  return (
    <FormGroup label="Key pair" role="group" fieldId="field-origin">
      <ToggleGroup aria-label="Key pair">
        {item("I have one", false)}
        {item("Generate one here", true)}
      </ToggleGroup>
    </FormGroup>
  );
}
