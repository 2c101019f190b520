#include "server/mail_job.h"

#include "base/files.h"

namespace gatehouse::server {

using namespace std::chrono;

namespace {

constexpr int rests_between_reminders = 300;  // ten minutes

client::MailServer server_of(Settings const& settings) {
    for (auto const* scheme : {"smtp://", "smtps://"})
        if (settings.smtp_url.starts_with(scheme))
            return {settings.smtp_url, settings.smtp_from, settings.smtp_user, settings.smtp_ca,
                    settings.smtp_without_tls};
    throw std::runtime_error(
        fmt::format("--smtp-url {}: write smtp://host:port or smtps://host", settings.smtp_url));
}

Secret password_of(Settings const& settings) {
    if (settings.smtp_password.empty())
        return {};
    auto text = read_file(settings.smtp_password).value_or("");
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.pop_back();
    return Secret(std::move(text));
}

}  // namespace

MailJob::MailJob(Settings const& settings, service::Letters& letters)
    : server_(server_of(settings)), password_(password_of(settings)), letters_(letters),
      repeat_(seconds(2), [this] { return step(); }) {}

bool MailJob::step() {
    auto const due = letters_.take_due();
    if (!due) {
        if (rests_++ % rests_between_reminders == 0)
            letters_.remind();
        return false;
    }
    auto const& letter = due->letter;
    auto const done = client::send(
        server_, password_,
        {letter.recipient, letter.subject, std::string(due->text.reveal()), letter.uid, letter.written});
    if (done)
        letters_.sent(letter);
    else
        letters_.failed(letter, done.error().message);
    return true;
}

}  // namespace gatehouse::server
