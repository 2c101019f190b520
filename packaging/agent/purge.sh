    # First sshd forgets the files, then they go. Running sshd is left alone where its configuration is broken for
    # any reason: a reload would end it, and lock everybody out.
    if [ -e /etc/ssh/sshd_config.d/10-gatehouse.conf ]; then
        rm -f /etc/ssh/sshd_config.d/10-gatehouse.conf
        if [ -d /run/systemd/system ] && [ -x /usr/sbin/sshd ]; then
            if /usr/sbin/sshd -t; then
                deb-systemd-invoke reload ssh.service >/dev/null || true
            else
                echo "sshd does not accept its configuration and was not reloaded" >&2
            fi
        fi
    fi
    rm -rf /var/lib/gatehouse
