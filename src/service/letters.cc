#include "service/letters.h"

#include <algorithm>

#include "base/log.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/random.h"
#include "store/letter_store.h"
#include "store/sign_in_rules_store.h"
#include "store/user_store.h"

namespace gatehouse::service {

using namespace std::chrono;
using store::LetterStore;

namespace {

constexpr days first_reminder(14);
constexpr days last_reminder(1);

/// 1, 2, 4 ... minutes, at most an hour.
minutes pause_after(int tries) { return std::min<minutes>(hours(1), minutes(1 << std::min(tries, 6))); }

std::string text_of(LetterStore::Ending const& ending, std::string const& url) {
    auto const when = to_rfc3339(ending.expiry);
    if (ending.kind == "password")
        return fmt::format("Your password at {} expires at {}. Sign in and choose another before then.\n",
                           url, when);
    auto const where = ending.kind == "API key" ? std::string()
                       : ending.project.empty() ? std::string(" of the whole tenant")
                                                : " in project " + ending.project;
    auto const what_to_do = ending.kind == "API key"
                                ? "make its successor, or edit its expiry"
                                : "ask who manages the project's keys for a later expiry, or add "
                                  "another key";
    return fmt::format(
        "Your {} \"{}\"{} expires at {}; from then on it opens nothing.\n\nIf you still need it, {}:\n"
        "{}\n",
        ending.kind, ending.name, where, when, what_to_do, url);
}

}  // namespace

std::string Letters::token_of(std::string const& letter_uid) const {
    return crypto::to_base64url(crypto::hmac_sha256(key_.reveal(), "link " + letter_uid));
}

std::string Letters::give_link(store::WriteTx& tx, model::User const& user, hours life) {
    model::Letter letter;
    letter.uid = crypto::new_uid(tx.now());
    store::UserStore(tx).set_activation(user.uid, crypto::token_digest(token_of(letter.uid)),
                                        tx.now() + life);
    bool const first = !user.password_set;
    auto const door = fmt::format("{}/{}/", installation_.public_url, first ? "activate" : "reset-password");
    if (!installation_.sends_mail)
        return door + token_of(letter.uid);
    letter.recipient = user.email;
    letter.subject = first ? "Your account at Gatehouse" : "A new password at Gatehouse";
    letter.text = fmt::format(
        "{} at {}.\n\nChoose a password within {}; the link works once. Whoever did not expect "
        "this can ignore it.\n\n{}",
        first ? "An account was made for you" : "A new password was asked for your account",
        installation_.public_url, life == hours(1) ? "an hour" : fmt::format("{} hours", life.count()), door);
    letter.has_link = true;
    LetterStore(tx).add(letter);
    return {};
}

void Letters::remind() {
    if (!installation_.sends_mail)
        return;
    db_.system([&](store::SystemTx& tx) -> Result<void> {
        LetterStore letters(tx);
        auto const tell = [&](LetterStore::Ending const& ending, days before) {
            model::Letter letter;
            letter.uid = crypto::new_uid(tx.now());
            letter.recipient = ending.recipient;
            letter.subject = fmt::format("Your {} expires soon", ending.kind);
            letter.text = text_of(ending, installation_.public_url);
            letters.add(letter);
            letters.note_told(ending, before);
        };
        for (auto const before : {last_reminder, first_reminder})
            for (auto const& ending : letters.untold(before))
                tell(ending, before);
        auto const rules = store::SignInRulesStore(tx).get();
        if (rules.expiry_days > 0 && rules.reminder_days > 0)
            for (auto const& ending :
                 letters.untold_passwords(days(rules.expiry_days), days(rules.reminder_days)))
                tell(ending, days(rules.reminder_days));
        letters.forget_told();
        return {};
    });
}

std::optional<Letters::Ready> Letters::take_due() {
    auto const due = db_.look([](store::SystemTx& tx) { return LetterStore(tx).next_due(); });
    if (!due)
        return std::nullopt;
    bool const taken = db_.system([&](store::SystemTx& tx) -> Result<bool> {
                              return LetterStore(tx).take(*due, tx.now() + pause_after(due->tries));
                          })
                           .value();
    if (!taken)
        return std::nullopt;
    Ready ready{*due, {}};
    ready.text = Secret(due->has_link ? due->text + token_of(due->uid) + "\n" : due->text);
    return ready;
}

void Letters::sent(model::Letter const& letter) {
    db_.system([&](store::SystemTx& tx) -> Result<void> {
        LetterStore(tx).remove(letter.uid);
        return {};
    });
    log::info("mail sent to={} subject=\"{}\" tries={}", letter.recipient, letter.subject, letter.tries + 1);
}

void Letters::failed(model::Letter const& letter, std::string const& why) {
    if (clock_.now() - letter.written < given_up_after) {
        log::warn("a mail could not be sent and will be tried again to={} subject=\"{}\" tries={} why={}",
                  letter.recipient, letter.subject, letter.tries + 1, why);
        return;
    }
    db_.system([&](store::SystemTx& tx) -> Result<void> {
        LetterStore(tx).remove(letter.uid);
        return {};
    });
    log::error("a mail was given up to={} subject=\"{}\" tries={} why={}", letter.recipient, letter.subject,
               letter.tries + 1, why);
}

}  // namespace gatehouse::service
