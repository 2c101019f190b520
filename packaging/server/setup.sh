    systemd-sysusers gatehouse-server.conf
