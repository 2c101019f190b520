    # The account stays, as Debian's custom is: files elsewhere, a backup for one, may still be its own.
    rm -rf /var/lib/gatehouse-server /var/log/gatehouse-server /etc/gatehouse
