namespace Hydrant.Testing.S3Gateway;

/// <summary>The configuration of a storage cluster of one: nothing is replicated, and all data is in memory.</summary>
internal static class GatewayConfig
{
    public static string Text(string folder, string cluster, int monitorPort, int gatewayPort) => $"""
        [global]
        fsid = {cluster}
        mon initial members = a
        mon host = [v1:127.0.0.1:{monitorPort}]
        public addr = 127.0.0.1
        cluster addr = 127.0.0.1
        ms bind msgr2 = false
        run dir = {folder}/run
        crash dir = {folder}/run
        admin socket = {folder}/run/$name.asok
        log file = {folder}/$name.log
        pid file =
        keyring = {folder}/keyring
        mon data = {folder}/mon
        osd data = {folder}/osd
        mgr data = {folder}/mgr
        auth cluster required = cephx
        auth service required = cephx
        auth client required = cephx
        auth allow insecure global id reclaim = false
        osd objectstore = memstore
        memstore device bytes = 4294967296
        osd crush chooseleaf type = 0
        osd pool default size = 1
        osd pool default min size = 1
        mon allow pool size one = true
        osd pool default pg autoscale mode = off
        osd pool default pg num = 4
        osd pool default pgp num = 4
        # The start makes nine pools one after the other; each waits for the monitor's next round.
        paxos propose interval = 0.05
        paxos min wait = 0.01
        [client.rgw]
        rgw frontends = beast endpoint=127.0.0.1:{gatewayPort}
        rgw data = {folder}/run

        """;
}
