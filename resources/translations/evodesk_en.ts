<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Asking</name>
    <message numerus="yes">
        <source>Delete %Ln messages?</source>
        <translation>
            <numerusform>Delete %Ln message?</numerusform>
            <numerusform>Delete %Ln messages?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkSheet</name>
    <message numerus="yes">
        <source>Switch %n instance(s)</source>
        <translation>
            <numerusform>Switch %n instance</numerusform>
            <numerusform>Switch %n instances</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventSheet</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventsLine</name>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message numerus="yes">
        <source>%n instances</source>
        <translation>
            <numerusform>%n instance</numerusform>
            <numerusform>%n instances</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n types</source>
        <translation>
            <numerusform>%n type</numerusform>
            <numerusform>%n types</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeaveSheet</name>
    <message numerus="yes">
        <source>%n instances deliver to this computer. With evodesk closed the server keeps trying and may delay other messages.</source>
        <translation>
            <numerusform>%n instance delivers to this computer. With evodesk closed the server keeps trying and may delay other messages.</numerusform>
            <numerusform>%n instances deliver to this computer. With evodesk closed the server keeps trying and may delay other messages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessagePage</name>
    <message numerus="yes">
        <source>Repeated %n times by the server, shown once</source>
        <translation>
            <numerusform>Repeated once by the server, shown once</numerusform>
            <numerusform>Repeated %n times by the server, shown once</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewPill</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%n instances were handed back before sleep</source>
        <translation>
            <numerusform>%n instance was handed back before sleep</numerusform>
            <numerusform>%n instances were handed back before sleep</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsBar</name>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages kept on this computer</source>
        <translation>
            <numerusform>%Ln message kept on this computer</numerusform>
            <numerusform>%Ln messages kept on this computer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SwitchNews</name>
    <message numerus="yes">
        <source>%n messages recovered</source>
        <translation>
            <numerusform>%n message recovered</numerusform>
            <numerusform>%n messages recovered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>All good: %n connected</source>
        <translation>
            <numerusform>All good: %n connected</numerusform>
            <numerusform>All good: %n connected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n down</source>
        <translation>
            <numerusform>%n down</numerusform>
            <numerusform>%n down</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with no mode</source>
        <translation>
            <numerusform>%n with no mode</numerusform>
            <numerusform>%n with no mode</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mismatched</source>
        <translation>
            <numerusform>%n mismatched</numerusform>
            <numerusform>%n mismatched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connecting</source>
        <translation>
            <numerusform>%n connecting</numerusform>
            <numerusform>%n connecting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown</source>
        <translation>
            <numerusform>%n unknown</numerusform>
            <numerusform>%n unknown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed outside</source>
        <translation>
            <numerusform>%n changed outside</numerusform>
            <numerusform>%n changed outside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message numerus="yes">
        <source>evodesk: %n with a problem</source>
        <translation>
            <numerusform>evodesk: %n with a problem</numerusform>
            <numerusform>evodesk: %n with a problem</numerusform>
        </translation>
    </message>
</context>
</TS>
