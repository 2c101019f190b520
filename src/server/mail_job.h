#pragma once

#include "base/secret.h"
#include "client/mailer.h"
#include "server/repeat.h"
#include "server/settings.h"
#include "service/letters.h"

namespace gatehouse::server {

/// Sends the letters that are due, one after the other, and reminds people of what ends soon. One thread,
/// from construction to destruction; a mail server that does not answer holds up nothing else.
class MailJob {
public:
    MailJob(Settings const& settings, service::Letters& letters);

private:
    bool step();

    client::MailServer server_;
    Secret password_;
    service::Letters& letters_;
    int rests_ = 0;
    Repeat repeat_;  // last: it uses the others
};

}  // namespace gatehouse::server
