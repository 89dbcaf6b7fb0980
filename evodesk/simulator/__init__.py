"""A simulated Evolution API 2.3.6 for `--demo` and the tests; it imports nothing else of evodesk.

Its one rule: what the real server was seen doing (tests/recordings) decides, its mistakes
included. Start it with `python -m evodesk.simulator`, or in a test with
`evodesk.simulator.thread.SimulatorThread`. It never sends HTTP to anything but this computer: for
any other host a webhook counts as answered with 200.

    settings    what a server's environment would set          server    composition, listening
    routes      the API that evodesk uses                      reception the two `set` calls, pure
    history     stored messages and findMessages               sockets   Socket.IO, lazy namespaces
    closing     when the real server hangs up, pure            webhooks  what is posted, retries
    emission    one event, both ways, in the server's order    posting   HTTP to loopback
    faults      answers that go wrong on purpose               control   the routes below
    phone       QR codes, links going up and down              demo      invented people talking
    script      what is said in it                             work      named tasks
    thread      the simulator in a thread of a test            remote    its control client
    traffic     load and drift on request

The control routes need the global key in the `apikey` header and are never faulted or recorded:

POST /_sim/emit       {instance, event, data, store?}  send one event; bytes are `{"0": 1, ...}`
                      and `message.base64` is kept for instances whose base64 flag is on only
POST /_sim/message    {instance, text, sender?, name?, from_me?, id?, timestamp?, chat?}: one
                      text; `sender` is a number, `chat` a whole jid
POST /_sim/faults     [{match, kind, seconds?, status?, times?}]  replaces all faults; `match` is a
                      regular expression on "METHOD /path", the path as sent, without
                      prefix and query; kinds in `faults.Kind`
POST /_sim/events     {duplicate?, drop?, reorder?, delay?, store?, seed?}  disorder among pushes
                      and rows, see `disorder`
POST /_sim/sockets    {refuse?, silence?}  `refuse` all namespaces until the next call; `silence`
                      makes the connections that are open now half-open
POST /_sim/traffic    {rate, burst?, unstored?, seed?}  texts for all open instances, in bursts;
                      replaces what ran before, rate 0 ends it
POST /_sim/drift      {every, seed?}  every so many seconds somebody changes one reception;
                      0 ends it
POST /_sim/restart    {down?}  cuts all connections, forgets namespaces and pending retries, refuses
                      connections for `down` seconds
POST /_sim/link       {instance, state, reason?}  the phone's link opens or closes
POST /_sim/instances  [{name, number?, token?, link?, integration?, others?, webhook?, websocket?}]
                      adds them
POST /_sim/reception  {instance, webhook?, websocket?}: somebody else sets them, each as one would
                      send it to its `set` route
POST /_sim/mark       forgets `both_on_ever`, `requests` and `deliveries`; an instance with both
                      sides on at this moment keeps `both_on_ever`
GET  /_sim/state      {instances: {name: {webhook, websocket, link, stored, emitted, both_on_ever}},
                      requests: [[method, path, status]], deliveries: [{instance, event, url,
                      status, attempt, message}]}; status 0 stands for a connection cut or refused
GET  /_sim/instances  the first part of it alone
GET  /_sim/ledger     {instance: {stored, acknowledged}}: ids of messages with a row, and of those
                      whose webhook was answered with 2xx; forgets nothing
"""
