<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation>Sobre</translation>
    </message>
    <message>
        <source>evodesk talks only to your server. Nothing is sent to anyone else.</source>
        <translation>O evodesk só fala com o seu servidor. Nada é enviado a terceiros.</translation>
    </message>
    <message>
        <source>Independent product, not linked to WhatsApp or Evolution API.</source>
        <translation>Produto independente, sem ligação com WhatsApp ou Evolution API.</translation>
    </message>
    <message>
        <source>Version {v}</source>
        <translation>Versão {v}</translation>
    </message>
    <message>
        <source>Third-party licences</source>
        <translation>Licenças de terceiros</translation>
    </message>
</context>
<context>
    <name>AliasSheet</name>
    <message>
        <source>Change alias</source>
        <translation>Mudar apelido</translation>
    </message>
    <message>
        <source>What should {contact} be called on this computer?</source>
        <translation>Como {contact} deve aparecer neste computador?</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>Apelido</translation>
    </message>
    <message>
        <source>Empty takes the alias away. Nothing changes on WhatsApp.</source>
        <translation>Em branco tira o apelido. No WhatsApp nada muda.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Appearance</source>
        <translation>Aparência</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como no sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>By the window&apos;s width</source>
        <translation>Pela largura da janela</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Confortável</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Compacta</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Linhas</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message numerus="yes">
        <source>Delete %Ln messages?</source>
        <translation>
            <numerusform>Apagar %Ln mensagem?</numerusform>
            <numerusform>Apagar %Ln mensagens?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Bulk</name>
    <message>
        <source>waiting</source>
        <translation>aguardando</translation>
    </message>
    <message>
        <source>switched</source>
        <translation>trocada</translation>
    </message>
    <message>
        <source>not begun, nothing changed</source>
        <translation>não começou, nada mudou</translation>
    </message>
    <message>
        <source>{n} of {total} switched</source>
        <translation>{n} de {total} trocadas</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <translation>{n} com falha</translation>
    </message>
    <message>
        <source>{n} not begun</source>
        <translation>{n} sem começar</translation>
    </message>
    <message>
        <source>already on {mode}</source>
        <translation>já está em {mode}</translation>
    </message>
</context>
<context>
    <name>BulkList</name>
    <message>
        <source>Instances</source>
        <translation>Instâncias</translation>
    </message>
</context>
<context>
    <name>BulkSheet</name>
    <message>
        <source>Switch several instances</source>
        <translation>Trocar várias instâncias</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Parando…</translation>
    </message>
    <message>
        <source>Receive by</source>
        <translation>Receber por</translation>
    </message>
    <message>
        <source>All or none</source>
        <translation>Todas ou nenhuma</translation>
    </message>
    <message numerus="yes">
        <source>Switch %n instance(s)</source>
        <translation>
            <numerusform>Trocar %n instância</numerusform>
            <numerusform>Trocar %n instâncias</numerusform>
        </translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Trocar</translation>
    </message>
    <message>
        <source>What belongs to another system is left out: switch it by itself.</source>
        <translation>O que é de outro sistema fica de fora: troque na própria instância.</translation>
    </message>
    <message>
        <source>Photos, audio and files that WhatsApp Business instances receive during the switch may be lost: the server does not store them. Texts are recovered.</source>
        <translation>Fotos, áudios e arquivos que instâncias do WhatsApp Business receberem durante a troca podem se perder: o servidor não os guarda. Os textos são recuperados.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>Previous month</source>
        <translation>Mês anterior</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Próximo mês</translation>
    </message>
</context>
<context>
    <name>ChipBar</name>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problemas</translation>
    </message>
    <message>
        <source>With a problem</source>
        <translation>Com problema</translation>
    </message>
    <message>
        <source>No mode</source>
        <translation>Sem modo</translation>
    </message>
    <message>
        <source>No active mode</source>
        <translation>Sem modo ativo</translation>
    </message>
</context>
<context>
    <name>ConversationDesk</name>
    <message>
        <source>Conversation with {contact}</source>
        <translation>Conversa com {contact}</translation>
    </message>
</context>
<context>
    <name>ConversationHead</name>
    <message>
        <source>Back to messages (Esc)</source>
        <translation>Voltar às mensagens (Esc)</translation>
    </message>
    <message>
        <source>Search in this conversation (Ctrl+F)</source>
        <translation>Buscar nesta conversa (Ctrl+F)</translation>
    </message>
    <message>
        <source>Go to a date (Ctrl+G)</source>
        <translation>Ir para uma data (Ctrl+G)</translation>
    </message>
    <message>
        <source>Export this conversation…</source>
        <translation>Exportar esta conversa…</translation>
    </message>
</context>
<context>
    <name>DatePopup</name>
    <message>
        <source>Day</source>
        <translation>Dia</translation>
    </message>
</context>
<context>
    <name>DatesSheet</name>
    <message>
        <source>Choose dates</source>
        <translation>Escolher datas</translation>
    </message>
    <message>
        <source>Both days are included, by this computer&apos;s clock.</source>
        <translation>Os dois dias entram, pelo relógio deste computador.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Até</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>The first day is after the last one.</source>
        <translation>O primeiro dia vem depois do último.</translation>
    </message>
</context>
<context>
    <name>DemoSide</name>
    <message>
        <source>No server yet?</source>
        <translation>Ainda não tem servidor?</translation>
    </message>
    <message>
        <source>Open the demonstration: 5 invented instances, made-up messages, every button working. It does not use the internet.</source>
        <translation>Abra a demonstração: 5 instâncias inventadas, mensagens de mentira, todos os botões funcionando. Não usa a internet.</translation>
    </message>
    <message>
        <source>Try the demonstration</source>
        <translation>Experimentar a demonstração</translation>
    </message>
    <message>
        <source>What happens when you connect</source>
        <translation>O que acontece ao conectar</translation>
    </message>
    <message>
        <source>We read the list of instances and the current mode of each.</source>
        <translation>Lemos a lista de instâncias e o modo atual de cada uma.</translation>
    </message>
    <message>
        <source>We keep a copy of the settings before each change.</source>
        <translation>Guardamos uma cópia da configuração antes de cada mudança.</translation>
    </message>
    <message>
        <source>Messages stay on this computer only.</source>
        <translation>As mensagens ficam só neste computador.</translation>
    </message>
</context>
<context>
    <name>DestinationSheet</name>
    <message>
        <source>Where should the webhook deliver?</source>
        <translation>Onde o webhook deve entregar?</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Este computador</translation>
    </message>
    <message>
        <source>Another system</source>
        <translation>Outro sistema</translation>
    </message>
    <message>
        <source>For the messages of {instance}.</source>
        <translation>Para as mensagens de {instance}.</translation>
    </message>
    <message>
        <source>Today the messages of {instance} are delivered to:</source>
        <translation>Hoje as mensagens de {instance} são entregues em:</translation>
    </message>
    <message>
        <source>The server delivers through {host}.</source>
        <translation>O servidor entrega por {host}.</translation>
    </message>
    <message>
        <source>Webhook address</source>
        <translation>Endereço do webhook</translation>
    </message>
    <message>
        <source>Change the destination</source>
        <translation>Mudar destino</translation>
    </message>
    <message>
        <source>Give the final address: where one redirects, the server loses the messages and takes them for delivered.</source>
        <translation>Informe o endereço final: se ele redireciona, o servidor perde as mensagens e as dá por entregues.</translation>
    </message>
    <message>
        <source>Send the headers of {host} there, too ({names})</source>
        <translation>Enviar para lá também os cabeçalhos de {host} ({names})</translation>
    </message>
    <message>
        <source>Turn Webhook on</source>
        <translation>Ativar Webhook</translation>
    </message>
    <message>
        <source>The server cannot reach it: set the public address in Settings › Receiving.</source>
        <translation>O servidor não o alcança: defina o endereço público em Configurações › Recebimento.</translation>
    </message>
    <message>
        <source>Open Settings</source>
        <translation>Abrir Configurações</translation>
    </message>
</context>
<context>
    <name>DetailsBox</name>
    <message>
        <source>See on the map…</source>
        <translation>Ver no mapa…</translation>
    </message>
    <message>
        <source>Open {host} in the browser?</source>
        <translation>Abrir {host} no navegador?</translation>
    </message>
    <message>
        <source>The place in the message is sent to that site.</source>
        <translation>A localização da mensagem é enviada a esse site.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
</context>
<context>
    <name>Drift</name>
    <message>
        <source>Keep the server&apos;s</source>
        <translation>Manter a do servidor</translation>
    </message>
    <message>
        <source>Nothing changes until you choose.</source>
        <translation>Nada muda até você escolher.</translation>
    </message>
    <message>
        <source>Apply mine again…</source>
        <translation>Reaplicar a minha…</translation>
    </message>
    <message>
        <source>Apply the earlier one again…</source>
        <translation>Reaplicar a anterior…</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>No servidor</translation>
    </message>
    <message>
        <source>Delivers to</source>
        <translation>Entrega em</translation>
    </message>
    <message>
        <source>Your choice</source>
        <translation>Sua escolha</translation>
    </message>
    <message>
        <source>{mode}, seen {when}</source>
        <translation>{mode}, visto {when}</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Cabeçalhos</translation>
    </message>
    <message>
        <source>By event</source>
        <translation>Por evento</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>este computador</translation>
    </message>
    <message>
        <source>another one at {host}</source>
        <translation>outro em {host}</translation>
    </message>
    <message>
        <source>{new}, before {old}</source>
        <translation>{new}, antes {old}</translation>
    </message>
    <message>
        <source>other value: {names}</source>
        <translation>outro valor: {names}</translation>
    </message>
    <message>
        <source>added: {names}</source>
        <translation>a mais: {names}</translation>
    </message>
    <message>
        <source>removed: {names}</source>
        <translation>a menos: {names}</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} e mais {n}</translation>
    </message>
    <message>
        <source>turned on</source>
        <translation>ligado</translation>
    </message>
    <message>
        <source>turned off</source>
        <translation>desligado</translation>
    </message>
</context>
<context>
    <name>EventSheet</name>
    <message>
        <source>Events by {mode}</source>
        <translation>Eventos por {mode}</translation>
    </message>
    <message>
        <source>What the server sends of {instance}.</source>
        <translation>O que o servidor envia de {instance}.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Aplicar</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n escolhido</numerusform>
            <numerusform>%n escolhidos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Messages</source>
        <translation>Mensagens</translation>
    </message>
    <message>
        <source>New messages</source>
        <translation>Mensagens novas</translation>
    </message>
    <message>
        <source>Messages sent through the API</source>
        <translation>Mensagens enviadas pela API</translation>
    </message>
    <message>
        <source>Delivered and read</source>
        <translation>Entregue e lida</translation>
    </message>
    <message>
        <source>Deleted messages</source>
        <translation>Mensagens apagadas</translation>
    </message>
    <message>
        <source>Edited messages</source>
        <translation>Mensagens editadas</translation>
    </message>
    <message>
        <source>Edits sent through the API</source>
        <translation>Edições enviadas pela API</translation>
    </message>
    <message>
        <source>History of the phone</source>
        <translation>Histórico do celular</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Ligações</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Conexão</translation>
    </message>
    <message>
        <source>Connected or down</source>
        <translation>Conectada ou caída</translation>
    </message>
    <message>
        <source>New QR code</source>
        <translation>QR code novo</translation>
    </message>
    <message>
        <source>State of the instance</source>
        <translation>Estado da instância</translation>
    </message>
    <message>
        <source>Instance logged out</source>
        <translation>Sessão da instância encerrada</translation>
    </message>
    <message>
        <source>Instance removed</source>
        <translation>Instância removida</translation>
    </message>
    <message>
        <source>Instance created</source>
        <translation>Instância criada</translation>
    </message>
    <message>
        <source>Instance deleted</source>
        <translation>Instância apagada</translation>
    </message>
    <message>
        <source>Server started</source>
        <translation>Servidor iniciado</translation>
    </message>
    <message>
        <source>Contacts and chats</source>
        <translation>Contatos e conversas</translation>
    </message>
    <message>
        <source>New contacts</source>
        <translation>Contatos novos</translation>
    </message>
    <message>
        <source>Changed contacts</source>
        <translation>Contatos alterados</translation>
    </message>
    <message>
        <source>Contacts of the phone</source>
        <translation>Contatos do celular</translation>
    </message>
    <message>
        <source>New chats</source>
        <translation>Conversas novas</translation>
    </message>
    <message>
        <source>Changed chats</source>
        <translation>Conversas alteradas</translation>
    </message>
    <message>
        <source>Deleted chats</source>
        <translation>Conversas apagadas</translation>
    </message>
    <message>
        <source>Chats of the phone</source>
        <translation>Conversas do celular</translation>
    </message>
    <message>
        <source>Online and typing (very many)</source>
        <translation>Online e digitando (muitos eventos)</translation>
    </message>
    <message>
        <source>Groups, labels and robots</source>
        <translation>Grupos, etiquetas e robôs</translation>
    </message>
    <message>
        <source>New groups</source>
        <translation>Grupos novos</translation>
    </message>
    <message>
        <source>Changed groups</source>
        <translation>Grupos alterados</translation>
    </message>
    <message>
        <source>People in groups</source>
        <translation>Participantes de grupos</translation>
    </message>
    <message>
        <source>Changed labels</source>
        <translation>Etiquetas alteradas</translation>
    </message>
    <message>
        <source>Labels of chats</source>
        <translation>Etiquetas de conversas</translation>
    </message>
    <message>
        <source>Typebot started</source>
        <translation>Typebot iniciado</translation>
    </message>
    <message>
        <source>State of Typebot</source>
        <translation>Estado do Typebot</translation>
    </message>
    <message>
        <source>Support desk</source>
        <translation>Atendimento</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tudo</translation>
    </message>
    <message>
        <source>“Edited messages” by webhook can hold up the server&apos;s queue if this computer is off.</source>
        <translation>“Mensagens editadas” por webhook pode travar a fila do servidor se este computador desligar.</translation>
    </message>
    <message>
        <source>The server takes it but never sends it.</source>
        <translation>O servidor aceita, mas nunca envia.</translation>
    </message>
</context>
<context>
    <name>EventsLine</name>
    <message>
        <source>Choose events…</source>
        <translation>Escolher eventos…</translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n evento</numerusform>
            <numerusform>%n eventos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message>
        <source>Webhook turned on. WebSocket was turned off.</source>
        <translation>Webhook ativado com sucesso. WebSocket foi desativado.</translation>
    </message>
    <message>
        <source>WebSocket turned on. Webhook was turned off.</source>
        <translation>WebSocket ativado com sucesso. Webhook foi desativado.</translation>
    </message>
    <message>
        <source>The token is missing or wrong. It is in control.json in the data folder.</source>
        <translation>O token falta ou está errado. Ele está em control.json, na pasta de dados.</translation>
    </message>
    <message>
        <source>These routes are for scripts, not for pages in a browser.</source>
        <translation>Estas rotas são para scripts, não para páginas de um navegador.</translation>
    </message>
    <message>
        <source>There is no such route.</source>
        <translation>Esta rota não existe.</translation>
    </message>
    <message>
        <source>The body is not the JSON that this route takes ({field}: {expected}).</source>
        <translation>O corpo não é o JSON que esta rota aceita ({field}: {expected}).</translation>
    </message>
    <message>
        <source>The body is too big.</source>
        <translation>O corpo é grande demais.</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>Export messages</source>
        <translation>Exportar mensagens</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Contando…</translation>
    </message>
    <message>
        <source>Hide phone numbers</source>
        <translation>Ocultar telefones</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n mensagem</numerusform>
            <numerusform>%n mensagens</numerusform>
        </translation>
    </message>
    <message>
        <source>To read or print (HTML)</source>
        <translation>Para ler ou imprimir (HTML)</translation>
    </message>
    <message>
        <source>For a spreadsheet (CSV)</source>
        <translation>Para planilha (CSV)</translation>
    </message>
    <message>
        <source>For other programs (JSON lines)</source>
        <translation>Para outros programas (JSON em linhas)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>FailurePopover</name>
    <message>
        <source>Could not switch</source>
        <translation>Não deu para trocar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Copy request</source>
        <translation>Copiar pedido</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Hello! On server {host} WebSocket is off. Could you set WEBSOCKET_ENABLED=true and restart? Instance {instance} needs it.</source>
        <translation>Olá! No servidor {host} o WebSocket está desligado. Pode ligar WEBSOCKET_ENABLED=true e reiniciar? A instância {instance} precisa dele.</translation>
    </message>
</context>
<context>
    <name>FeedBar</name>
    <message>
        <source>Back to messages</source>
        <translation>Voltar às mensagens</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensagens</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>Painel lateral</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Pause the list (nothing is lost)</source>
        <translation>Pausar a lista (nada se perde)</translation>
    </message>
    <message>
        <source>Go to a date (Ctrl+G)</source>
        <translation>Ir para uma data (Ctrl+G)</translation>
    </message>
</context>
<context>
    <name>FeedPane</name>
    <message>
        <source>No messages yet</source>
        <translation>Nenhuma mensagem ainda</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>The next message shows here.</source>
        <translation>A próxima mensagem aparece aqui.</translation>
    </message>
</context>
<context>
    <name>FeedView</name>
    <message>
        <source>Messages</source>
        <translation>Mensagens</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Instance</source>
        <translation>Instância</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Direção</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mais</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recebidas</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviadas</translation>
    </message>
    <message>
        <source>Choose dates…</source>
        <translation>Escolher datas…</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 dias</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 dias</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Todo o período</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Não lidas</translation>
    </message>
    <message>
        <source>With media</source>
        <translation>Com mídia</translation>
    </message>
    <message>
        <source>By Webhook</source>
        <translation>Por Webhook</translation>
    </message>
    <message>
        <source>By WebSocket</source>
        <translation>Por WebSocket</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>Recuperadas</translation>
    </message>
    <message>
        <source>Conversation with {contact}</source>
        <translation>Conversa com {contact}</translation>
    </message>
    <message numerus="yes">
        <source>%n instances</source>
        <translation>
            <numerusform>%n instância</numerusform>
            <numerusform>%n instâncias</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n types</source>
        <translation>
            <numerusform>%n tipo</numerusform>
            <numerusform>%n tipos</numerusform>
        </translation>
    </message>
    <message>
        <source>No other filters</source>
        <translation>Sem outros filtros</translation>
    </message>
    <message>
        <source>All</source>
        <comment>directions</comment>
        <translation>Todas</translation>
    </message>
    <message>
        <source>All</source>
        <comment>instances</comment>
        <translation>Todas</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Connect your server</source>
        <translation>Conecte seu servidor</translation>
    </message>
    <message>
        <source>evodesk shows your WhatsApp instances and lets you choose how each one receives messages. Nothing changes on the server until you say so.</source>
        <translation>O evodesk mostra suas instâncias do WhatsApp e deixa escolher como cada uma recebe mensagens. Nada muda no servidor até você mandar.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Conectar</translation>
    </message>
</context>
<context>
    <name>Gaps</name>
    <message>
        <source>Switch</source>
        <translation>Troca de modo</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>Sem conexão</translation>
    </message>
    <message>
        <source>The computer slept</source>
        <translation>O computador dormiu</translation>
    </message>
    <message>
        <source>evodesk was closed</source>
        <translation>evodesk fechado</translation>
    </message>
    <message>
        <source>The server restarted</source>
        <translation>O servidor reiniciou</translation>
    </message>
    <message>
        <source>The clock was set</source>
        <translation>O relógio foi acertado</translation>
    </message>
    <message>
        <source>Could not be kept here</source>
        <translation>Não deu para guardar aqui</translation>
    </message>
    <message>
        <source>{a} to {b} could not be recovered: the server does not store messages.</source>
        <translation>De {a} a {b} não deu para recuperar: o servidor não guarda mensagens.</translation>
    </message>
    <message>
        <source>nothing was missing</source>
        <translation>nada faltava</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>ainda aberta</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>conferindo</translation>
    </message>
    <message>
        <source>recovering…</source>
        <translation>recuperando…</translation>
    </message>
    <message>
        <source>recovering, {n} of {total}</source>
        <translation>recuperando, {n} de {total}</translation>
    </message>
    <message>
        <source>1 recovered</source>
        <translation>1 recuperada</translation>
    </message>
    <message>
        <source>{n} recovered</source>
        <translation>{n} recuperadas</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>desde {time}</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lacunas</translation>
    </message>
    <message>
        <source>Before the first event</source>
        <translation>Antes do primeiro evento</translation>
    </message>
    <message>
        <source>Receiver off</source>
        <translation>Receptor desligado</translation>
    </message>
    <message>
        <source>Before evodesk</source>
        <translation>Antes do evodesk</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation>Geral</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como no sistema</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>On closing the window, stay in the tray</source>
        <translation>Ao fechar a janela, continuar na bandeja</translation>
    </message>
    <message>
        <source>This system shows no tray. Closing the window quits evodesk.</source>
        <translation>Este sistema não mostra bandeja. Fechar a janela encerra o evodesk.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Demonstration</source>
        <translation>Demonstração</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Configurações</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Add server…</source>
        <translation>Adicionar servidor…</translation>
    </message>
</context>
<context>
    <name>HtmlExport</name>
    <message>
        <source>You to {contact}</source>
        <translation>Você para {contact}</translation>
    </message>
</context>
<context>
    <name>InstanceHead</name>
    <message>
        <source>More actions</source>
        <translation>Mais ações</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Back to messages</source>
        <translation>Voltar às mensagens</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Marcar tudo como lido</translation>
    </message>
    <message>
        <source>Mute: no highlight for unread</source>
        <translation>Silenciar: não lidas sem destaque</translation>
    </message>
    <message>
        <source>Webhook destination…</source>
        <translation>Destino do webhook…</translation>
    </message>
    <message>
        <source>Restart instance…</source>
        <translation>Reiniciar instância…</translation>
    </message>
    <message>
        <source>Delete messages from this computer…</source>
        <translation>Apagar mensagens deste computador…</translation>
    </message>
</context>
<context>
    <name>InstanceList</name>
    <message>
        <source>Instances</source>
        <translation>Instâncias</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtrar</translation>
    </message>
    <message>
        <source>This server has no instances</source>
        <translation>Este servidor não tem instâncias</translation>
    </message>
    <message>
        <source>Create one in the Evolution manager and refresh.</source>
        <translation>Crie uma no gerenciador da Evolution e atualize.</translation>
    </message>
    <message>
        <source>Nothing with “{text}”</source>
        <translation>Nada com “{text}”</translation>
    </message>
    <message>
        <source>No instance in this state</source>
        <translation>Nenhuma instância neste estado</translation>
    </message>
</context>
<context>
    <name>InstancePage</name>
    <message>
        <source>Choose an instance in the list.</source>
        <translation>Escolha uma instância na lista.</translation>
    </message>
    <message>
        <source>Also receive from this instance</source>
        <translation>Também recebem desta instância</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ligado</translation>
    </message>
    <message>
        <source>last {when}</source>
        <translation>última {when}</translation>
    </message>
</context>
<context>
    <name>Instances</name>
    <message>
        <source>Session ended on the phone</source>
        <translation>Sessão encerrada no celular</translation>
    </message>
    <message>
        <source>No active mode</source>
        <translation>Nenhum modo ativo</translation>
    </message>
    <message>
        <source>Both modes are on</source>
        <translation>Os dois modos estão ativos</translation>
    </message>
    <message>
        <source>asks every {time}</source>
        <translation>consulta a cada {time}</translation>
    </message>
    <message>
        <source>The server&apos;s memory says “{a}”, its database says “{b}”. Memory wins; refresh to check.</source>
        <translation>A memória do servidor diz “{a}” e o banco diz “{b}”. Vale a memória; atualize para conferir.</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>silenciada</translation>
    </message>
    <message>
        <source>The server could not be read afterwards. Check {instance} now.</source>
        <translation>Depois disso não foi possível ler o servidor. Confira {instance} agora.</translation>
    </message>
    <message>
        <source>Nothing changed. {instance} still receives by {mode}.</source>
        <translation>Nada mudou. {instance} continua recebendo por {mode}.</translation>
    </message>
    <message>
        <source>Nothing changed. {instance} still has no active mode.</source>
        <translation>Nada mudou. {instance} continua sem modo ativo.</translation>
    </message>
    <message>
        <source>No active mode - messages will not be received!</source>
        <translation>Nenhum modo ativo - mensagens não serão recebidas!</translation>
    </message>
    <message>
        <source>{instance} now receives by {mode}.</source>
        <translation>{instance} agora recebe por {mode}.</translation>
    </message>
    <message>
        <source>Putting the old settings back…</source>
        <translation>Devolvendo a configuração anterior…</translation>
    </message>
    <message>
        <source>Keep the current settings</source>
        <translation>Guardar a configuração atual</translation>
    </message>
    <message>
        <source>Keeping the current settings…</source>
        <translation>Guardando a configuração atual…</translation>
    </message>
    <message>
        <source>Current settings kept</source>
        <translation>Configuração atual guardada</translation>
    </message>
    <message>
        <source>Turn {other} off at the server</source>
        <translation>Desligar o {other} no servidor</translation>
    </message>
    <message>
        <source>Turning {other} off at the server…</source>
        <translation>Desligando o {other} no servidor…</translation>
    </message>
    <message>
        <source>{other} turned off at the server</source>
        <translation>{other} desligado no servidor</translation>
    </message>
    <message>
        <source>Turn {mode} on and check</source>
        <translation>Ligar o {mode} e conferir</translation>
    </message>
    <message>
        <source>Turning {mode} on and checking…</source>
        <translation>Ligando o {mode} e conferindo…</translation>
    </message>
    <message>
        <source>{mode} turned on and checked</source>
        <translation>{mode} ligado e conferido</translation>
    </message>
    <message>
        <source>Recover what came in between</source>
        <translation>Recuperar o que chegou no meio</translation>
    </message>
    <message>
        <source>Recovering what came in between…</source>
        <translation>Recuperando o que chegou no meio…</translation>
    </message>
    <message>
        <source>What came in between recovered</source>
        <translation>O que chegou no meio foi recuperado</translation>
    </message>
    <message>
        <source>switching… {i} of {n}</source>
        <translation>trocando… {i} de {n}</translation>
    </message>
    <message>
        <source>The switch stopped halfway. State unknown.</source>
        <translation>A troca parou no meio. Estado desconhecido.</translation>
    </message>
    <message>
        <source>The switch stopped halfway. No active mode.</source>
        <translation>A troca parou no meio. Nenhum modo ativo.</translation>
    </message>
    <message>
        <source>Could not switch. No active mode.</source>
        <translation>Não deu para trocar. Nenhum modo ativo.</translation>
    </message>
    <message>
        <source>Could not switch. Still on {mode}.</source>
        <translation>Não deu para trocar. Continua em {mode}.</translation>
    </message>
    <message>
        <source>Could not switch. Now on {mode}.</source>
        <translation>Não deu para trocar. Agora em {mode}.</translation>
    </message>
    <message>
        <source>Failed. On {mode}.</source>
        <translation>Falhou. Em {mode}.</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Por quê?</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Conferir agora</translation>
    </message>
    <message>
        <source>for {time}</source>
        <translation>há {time}</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>desde {time}</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Escolher</translation>
    </message>
    <message>
        <source>Webhook of instance {instance}</source>
        <translation>Webhook da instância {instance}</translation>
    </message>
    <message>
        <source>WebSocket of instance {instance}</source>
        <translation>WebSocket da instância {instance}</translation>
    </message>
    <message>
        <source>Delivers to {host}, another system</source>
        <translation>Entrega em {host}, outro sistema</translation>
    </message>
    <message>
        <source>The server has not loaded this instance yet.</source>
        <translation>O servidor ainda não carregou esta instância.</translation>
    </message>
    <message>
        <source>switching…</source>
        <translation>trocando…</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>Watching only</source>
        <translation>Só observando</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Test…</source>
        <translation>Testar…</translation>
    </message>
    <message>
        <source>Waiting for the first event</source>
        <translation>Aguardando o primeiro evento</translation>
    </message>
    <message>
        <source>unread: {n}</source>
        <translation>não lidas: {n}</translation>
    </message>
    <message>
        <source>last message {when}</source>
        <translation>última mensagem {when}</translation>
    </message>
    <message>
        <source>Would deliver to {host}, another system</source>
        <translation>Entregaria em {host}, outro sistema</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Show key</source>
        <translation>Mostrar chave</translation>
    </message>
    <message>
        <source>Hide key</source>
        <translation>Esconder chave</translation>
    </message>
</context>
<context>
    <name>KeyForm</name>
    <message>
        <source>The server refused this key. Check that you copied all of it.</source>
        <translation>O servidor recusou esta chave. Confira se copiou inteira.</translation>
    </message>
    <message>
        <source>Access key (apikey)</source>
        <translation>Chave de acesso (apikey)</translation>
    </message>
    <message>
        <source>The global key or one instance&apos;s token will do.</source>
        <translation>Serve a chave global ou o token de uma instância.</translation>
    </message>
    <message>
        <source>Where do I find it?</source>
        <translation>Onde encontro?</translation>
    </message>
    <message>
        <source>The global key is AUTHENTICATION_API_KEY in the server&apos;s settings; whoever installed the server knows it. Each instance&apos;s token is shown in the Evolution manager.</source>
        <translation>A chave global é AUTHENTICATION_API_KEY na configuração do servidor; quem instalou o servidor sabe qual é. O token de cada instância aparece no gerenciador da Evolution.</translation>
    </message>
    <message>
        <source>Keep it in the system&apos;s password vault</source>
        <translation>Guardar no cofre de senhas do sistema</translation>
    </message>
    <message>
        <source>Keep it in a file that only your account can read</source>
        <translation>Guardar num arquivo que só a sua conta pode ler</translation>
    </message>
    <message>
        <source>This system has no password vault. Unticked, the key lasts until you close.</source>
        <translation>Este sistema não tem cofre de senhas. Sem marcar, a chave vale só até fechar.</translation>
    </message>
    <message>
        <source>Kept. Type to replace it.</source>
        <translation>Guardada. Digite para trocar.</translation>
    </message>
</context>
<context>
    <name>LastSwitchSection</name>
    <message>
        <source>Last switch</source>
        <translation>Última troca</translation>
    </message>
    <message>
        <source>Restore as it was</source>
        <translation>Restaurar como estava</translation>
    </message>
    <message>
        <source>{when}, on this computer: {a} to {b}.</source>
        <translation>{when}, neste computador: {a} para {b}.</translation>
    </message>
    <message>
        <source>{when} it was: {mode}.</source>
        <translation>{when} estava: {mode}.</translation>
    </message>
    <message>
        <source>{when} it was: {mode}, delivering to {host}.</source>
        <translation>{when} estava: {mode}, com entrega em {host}.</translation>
    </message>
</context>
<context>
    <name>LeaveSheet</name>
    <message>
        <source>Hand messages back before leaving?</source>
        <translation>Devolver as mensagens antes de sair?</translation>
    </message>
    <message numerus="yes">
        <source>%n instances deliver to this computer. With evodesk closed the server keeps trying and may delay other messages.</source>
        <translation>
            <numerusform>%n instância entrega neste computador. Com o evodesk fechado, o servidor fica tentando e pode atrasar outras mensagens.</numerusform>
            <numerusform>%n instâncias entregam neste computador. Com o evodesk fechado, o servidor fica tentando e pode atrasar outras mensagens.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remember this choice</source>
        <translation>Lembrar desta escolha</translation>
    </message>
    <message>
        <source>Handing back: {n} of {total}</source>
        <translation>Devolvendo: {n} de {total}</translation>
    </message>
    <message>
        <source>Could not hand back: {names}.</source>
        <translation>Não deu para devolver: {names}.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Quit anyway</source>
        <translation>Sair assim mesmo</translation>
    </message>
    <message>
        <source>Stay in the tray</source>
        <translation>Continuar na bandeja</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Restore and quit</source>
        <translation>Restaurar e sair</translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Atualizar agora</translation>
    </message>
    <message>
        <source>Search messages</source>
        <translation>Buscar mensagens</translation>
    </message>
    <message>
        <source>Filter instances</source>
        <translation>Filtrar instâncias</translation>
    </message>
    <message>
        <source>Switch several instances…</source>
        <translation>Trocar várias instâncias…</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>Painel lateral</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Linhas compactas</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Configurações…</translation>
    </message>
    <message>
        <source>About evodesk</source>
        <translation>Sobre o evodesk</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Fechar janela</translation>
    </message>
    <message>
        <source>Quit evodesk</source>
        <translation>Sair do evodesk</translation>
    </message>
    <message>
        <source>Go to a date…</source>
        <translation>Ir para uma data…</translation>
    </message>
    <message>
        <source>Export messages…</source>
        <translation>Exportar mensagens…</translation>
    </message>
</context>
<context>
    <name>MediaActions</name>
    <message>
        <source>Download and view</source>
        <translation>Baixar e ver</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Salvar como…</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Baixando</translation>
    </message>
</context>
<context>
    <name>MessageHead</name>
    <message>
        <source>Previous message</source>
        <translation>Mensagem anterior</translation>
    </message>
    <message>
        <source>Next message</source>
        <translation>Próxima mensagem</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Back to messages</source>
        <translation>Voltar às mensagens</translation>
    </message>
    <message>
        <source>Change alias…</source>
        <translation>Mudar apelido…</translation>
    </message>
</context>
<context>
    <name>MessagePage</name>
    <message>
        <source>See earlier text</source>
        <translation>Ver texto anterior</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instância</translation>
    </message>
    <message>
        <source>Came by</source>
        <translation>Chegou por</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Entrega</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Identificador</translation>
    </message>
    <message>
        <source>Original content</source>
        <translation>Conteúdo original</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Copiar texto</translation>
    </message>
    <message>
        <source>Copy JSON</source>
        <translation>Copiar JSON</translation>
    </message>
    <message>
        <source>keys hidden</source>
        <translation>chaves ocultas</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviada</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recebida</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Editada</translation>
    </message>
    <message numerus="yes">
        <source>Repeated %n times by the server, shown once</source>
        <translation>
            <numerusform>Repetida %n vez pelo servidor, mostrada uma</numerusform>
            <numerusform>Repetida %n vezes pelo servidor, mostrada uma</numerusform>
        </translation>
    </message>
    <message>
        <source>Direct, no repeats</source>
        <translation>Direto, sem repetição</translation>
    </message>
    <message>
        <source>Recovery at {time}</source>
        <translation>Recuperação às {time}</translation>
    </message>
    <message>
        <source>{mode} at {time}</source>
        <translation>{mode} às {time}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Você</translation>
    </message>
    <message>
        <source>{mode} at {time}, late</source>
        <translation>{mode} às {time}, atrasada</translation>
    </message>
    <message>
        <source>Show conversation</source>
        <translation>Ver conversa</translation>
    </message>
    <message>
        <source>All messages of this contact (Ctrl+Enter)</source>
        <translation>Todas as mensagens deste contato (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Earlier text</source>
        <translation>Texto anterior</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensagem</translation>
    </message>
</context>
<context>
    <name>MessagePresenter</name>
    <message>
        <source>The server no longer has this file.</source>
        <translation>O servidor não tem mais este arquivo.</translation>
    </message>
</context>
<context>
    <name>ModeCard</name>
    <message>
        <source>Receiving mode</source>
        <translation>Modo de recebimento</translation>
    </message>
    <message>
        <source>Only one can be active at a time.</source>
        <translation>Só um pode ficar ativo por vez.</translation>
    </message>
    <message>
        <source>The server seems to send everything by a general channel, too.</source>
        <translation>O servidor parece enviar tudo também por um canal geral.</translation>
    </message>
    <message>
        <source>No active mode - messages will not be received!</source>
        <translation>Nenhum modo ativo - mensagens não serão recebidas!</translation>
    </message>
    <message>
        <source>Choose Webhook or WebSocket below.</source>
        <translation>Escolha Webhook ou WebSocket abaixo.</translation>
    </message>
    <message>
        <source>Both modes are on</source>
        <translation>Os dois modos estão ativos</translation>
    </message>
    <message>
        <source>Somebody turned both on, so each message arrives twice. Choose one below.</source>
        <translation>Alguém ativou os dois, e cada mensagem chega duas vezes. Escolha um abaixo.</translation>
    </message>
    <message>
        <source>Still receiving from it: {names}.</source>
        <translation>Ainda recebe desta instância: {names}.</translation>
    </message>
    <message>
        <source>Receives messages by HTTP POST.</source>
        <translation>Recebe mensagens por HTTP POST.</translation>
    </message>
    <message>
        <source>Receives messages in real time.</source>
        <translation>Recebe mensagens em tempo real.</translation>
    </message>
    <message>
        <source>Turn off…</source>
        <translation>Desativar…</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>Desativar</translation>
    </message>
    <message>
        <source>Turn on…</source>
        <translation>Ativar…</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>Ativar</translation>
    </message>
    <message>
        <source>Turns {other} on instead</source>
        <translation>Liga o {other} no lugar</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>neste computador</translation>
    </message>
    <message>
        <source>Armed, waiting for the first event</source>
        <translation>Armado, aguardando o primeiro evento</translation>
    </message>
    <message>
        <source>Opening the connection…</source>
        <translation>Abrindo a conexão…</translation>
    </message>
    <message>
        <source>Counts from the instance&apos;s next reconnection.</source>
        <translation>Vale a partir da próxima reconexão da instância.</translation>
    </message>
    <message>
        <source>It is suspected because messages came while that mode was off. Only the server&apos;s own settings can change it; what comes twice is shown once.</source>
        <translation>É uma suspeita: chegaram mensagens por um modo que estava desligado. Isso só muda na configuração do servidor; o que chega duas vezes aparece uma só.</translation>
    </message>
    <message>
        <source>Delivers to</source>
        <comment>this computer</comment>
        <translation>Entrega</translation>
    </message>
    <message>
        <source>Delivers to</source>
        <translation>Entrega em</translation>
    </message>
    <message>
        <source>Would deliver to</source>
        <translation>Entregaria em</translation>
    </message>
</context>
<context>
    <name>NewPill</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n nova</numerusform>
            <numerusform>%n novas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The receiver is on port {port}</source>
        <translation>O receptor está na porta {port}</translation>
    </message>
    <message>
        <source>Port {n} is used by another program. Choose another in Receiving.</source>
        <translation>A porta {n} está em uso por outro programa. Escolha outra em Recebimento.</translation>
    </message>
    <message>
        <source>The webhook&apos;s address has a new secret</source>
        <translation>O endereço do webhook tem um segredo novo</translation>
    </message>
    <message>
        <source>The webhooks that deliver here are being updated.</source>
        <translation>Os webhooks que entregam aqui estão sendo atualizados.</translation>
    </message>
    <message>
        <source>This system has no password vault</source>
        <translation>Este sistema não tem cofre de senhas</translation>
    </message>
    <message>
        <source>Keys are kept in a file that only your account can read.</source>
        <translation>As chaves ficam num arquivo que só a sua conta pode ler.</translation>
    </message>
    <message>
        <source>The damaged file was set aside</source>
        <translation>O arquivo danificado foi separado</translation>
    </message>
    <message>
        <source>It is kept as {file}.</source>
        <translation>Ele está guardado em {file}.</translation>
    </message>
    <message numerus="yes">
        <source>%n instances were handed back before sleep</source>
        <translation>
            <numerusform>%n instância foi devolvida antes da suspensão</numerusform>
            <numerusform>%n instâncias foram devolvidas antes da suspensão</numerusform>
        </translation>
    </message>
    <message>
        <source>They receive by another way now.</source>
        <translation>Agora elas recebem de outra forma.</translation>
    </message>
    <message>
        <source>Take them again</source>
        <translation>Receber aqui de novo</translation>
    </message>
</context>
<context>
    <name>OfflineBar</name>
    <message>
        <source>Try now</source>
        <translation>Tentar agora</translation>
    </message>
    <message>
        <source>Activate the licence at the server, then try again.</source>
        <translation>Ative a licença no servidor e tente de novo.</translation>
    </message>
    <message>
        <source>No contact with the server since {time}</source>
        <translation>Sem contato com o servidor desde {time}</translation>
    </message>
    <message>
        <source>You see what was already kept. Mode switching is blocked.</source>
        <translation>Você vê o que já estava guardado. Trocas de modo ficam bloqueadas.</translation>
    </message>
    <message>
        <source>You see what was already kept. Mode switching is blocked. Next try in {s} s.</source>
        <translation>Você vê o que já estava guardado. Trocas de modo ficam bloqueadas. Nova tentativa em {s} s.</translation>
    </message>
</context>
<context>
    <name>OptionBox</name>
    <message>
        <source>Active</source>
        <translation>Ativo</translation>
    </message>
    <message>
        <source>Receive media as Base64</source>
        <translation>Receber mídias em Base64</translation>
    </message>
    <message>
        <source>Change the destination…</source>
        <translation>Mudar o destino…</translation>
    </message>
</context>
<context>
    <name>Presenter</name>
    <message>
        <source>File saved in {folder}</source>
        <translation>Arquivo salvo em {folder}</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Data and privacy</source>
        <translation>Dados e privacidade</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Sem limite de tempo</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n dia</numerusform>
            <numerusform>%n dias</numerusform>
        </translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Sem limite</translation>
    </message>
    <message>
        <source>What is older is deleted from this computer. Nothing changes on WhatsApp.</source>
        <translation>O que for mais antigo é apagado deste computador. No WhatsApp nada muda.</translation>
    </message>
    <message>
        <source>Keep messages for</source>
        <translation>Guardar mensagens por</translation>
    </message>
    <message>
        <source>Keep at most this many messages</source>
        <translation>Máximo de mensagens guardadas</translation>
    </message>
    <message>
        <source>Photos, audio and files are not counted: those that came with a message go with it, those fetched later have a limit of their own.</source>
        <translation>Fotos, áudios e arquivos não contam: os que vieram com uma mensagem saem junto com ela, os buscados depois têm um limite próprio.</translation>
    </message>
    <message>
        <source>Largest size of the message file</source>
        <translation>Tamanho máximo do arquivo de mensagens</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Compactar</translation>
    </message>
    <message>
        <source>Gives the disk back what deleted messages left free.</source>
        <translation>Devolve ao disco o espaço das mensagens apagadas.</translation>
    </message>
    <message>
        <source>Size of the message file</source>
        <translation>Tamanho do arquivo de mensagens</translation>
    </message>
    <message>
        <source>Compacting {size}…</source>
        <translation>Compactando {size}…</translation>
    </message>
    <message>
        <source>{size} on this computer</source>
        <translation>{size} neste computador</translation>
    </message>
</context>
<context>
    <name>PublicAddress</name>
    <message>
        <source>This is not a web address.</source>
        <translation>Isto não é um endereço da web.</translation>
    </message>
    <message>
        <source>The receiver listens to this computer only. Accept connections from the network above.</source>
        <translation>O receptor só aceita conexões deste computador. Aceite conexões da rede acima.</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Restart {instance}?</source>
        <translation>Reiniciar {instance}?</translation>
    </message>
    <message>
        <source>The instance is away for some seconds.</source>
        <translation>A instância fica fora do ar por alguns segundos.</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Reiniciar</translation>
    </message>
    <message>
        <source>All that this computer keeps of {instance}. Nothing changes on WhatsApp or the server.</source>
        <translation>Tudo o que este computador guarda de {instance}. No WhatsApp e no servidor nada muda.</translation>
    </message>
    <message>
        <source>Remove {server}?</source>
        <translation>Remover {server}?</translation>
    </message>
    <message>
        <source>Its address and key are forgotten here. Nothing changes on the server, and the messages stay on this computer.</source>
        <translation>O endereço e a chave são esquecidos aqui. Nada muda no servidor, e as mensagens continuam neste computador.</translation>
    </message>
    <message>
        <source>Remove server</source>
        <translation>Remover servidor</translation>
    </message>
    <message>
        <source>Send the key unprotected?</source>
        <translation>Enviar a chave sem proteção?</translation>
    </message>
    <message>
        <source>Without “https” the key travels unprotected. Use it only on an internal network.</source>
        <translation>Sem “https” a chave viaja aberta. Use só na rede interna.</translation>
    </message>
    <message>
        <source>Connect anyway</source>
        <translation>Conectar mesmo assim</translation>
    </message>
    <message>
        <source>Quit evodesk?</source>
        <translation>Sair do evodesk?</translation>
    </message>
    <message>
        <source>While evodesk is closed, no messages are received on this computer.</source>
        <translation>Com o evodesk fechado, nenhuma mensagem é recebida neste computador.</translation>
    </message>
    <message>
        <source>Quit evodesk</source>
        <translation>Sair do evodesk</translation>
    </message>
    <message>
        <source>Receive messages unprotected?</source>
        <translation>Receber mensagens sem proteção?</translation>
    </message>
    <message>
        <source>Without “https” the messages, and the secret in the address, travel unprotected.</source>
        <translation>Sem “https”, as mensagens e o segredo do endereço viajam abertos.</translation>
    </message>
    <message>
        <source>Use it anyway</source>
        <translation>Usar assim mesmo</translation>
    </message>
    <message>
        <source>Switch {instance} to {mode}?</source>
        <translation>Trocar {instance} para {mode}?</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Trocar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Apagar</translation>
    </message>
</context>
<context>
    <name>QuoteBox</name>
    <message>
        <source>Quoted message</source>
        <translation>Mensagem respondida</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>The name {host} is not known. Check how it is written, or wait for the DNS.</source>
        <translation>O nome {host} não é conhecido. Confira a escrita ou espere o DNS.</translation>
    </message>
    <message>
        <source>Nothing accepts connections at {host}. Check that the tunnel or proxy runs, the port and the firewall.</source>
        <translation>Ninguém aceita conexões em {host}. Confira se o túnel ou proxy está ligado, a porta e o firewall.</translation>
    </message>
    <message>
        <source>{host} has no valid certificate, so the server would not deliver there. Renew it, or use the tunnel&apos;s own name.</source>
        <translation>{host} não tem certificado válido, e o servidor não entregaria ali. Renove-o ou use o nome do próprio túnel.</translation>
    </message>
    <message>
        <source>{host} takes the connection and does not answer. Check that the tunnel or proxy leads to the receiver&apos;s port.</source>
        <translation>{host} aceita a conexão e não responde. Confira se o túnel ou proxy leva à porta do receptor.</translation>
    </message>
    <message>
        <source>{host} answers with error {detail}. Check that the tunnel or proxy leads to the receiver&apos;s port, path included.</source>
        <translation>{host} responde com erro {detail}. Confira se o túnel ou proxy leva à porta do receptor, com o caminho.</translation>
    </message>
    <message>
        <source>Something else answers at {host}, not this evodesk. Check where the tunnel or proxy leads.</source>
        <translation>Em {host} responde outra coisa, não este evodesk. Confira para onde leva o túnel ou proxy.</translation>
    </message>
    <message>
        <source>What is sent to {host} from here arrives. The first event is the last proof.</source>
        <translation>O que é enviado daqui para {host} chega. O primeiro evento é a prova final.</translation>
    </message>
    <message>
        <source>{host} redirects to {target}. The server would lose the messages: use the final address.</source>
        <translation>{host} redireciona para {target}. O servidor perderia as mensagens: use o endereço final.</translation>
    </message>
</context>
<context>
    <name>ReachTest</name>
    <message>
        <source>Test</source>
        <translation>Testar</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Testando…</translation>
    </message>
</context>
<context>
    <name>ReceivingPage</name>
    <message>
        <source>Receiving</source>
        <translation>Recebimento</translation>
    </message>
    <message>
        <source>There is a new one. The webhooks are being updated.</source>
        <translation>Há um novo. Os webhooks estão sendo atualizados.</translation>
    </message>
    <message>
        <source>Receiver off</source>
        <translation>Receptor desligado</translation>
    </message>
    <message>
        <source>Receiver on, port {n}</source>
        <translation>Receptor ligado na porta {n}</translation>
    </message>
    <message>
        <source>From {first} to {last}.</source>
        <translation>De {first} a {last}.</translation>
    </message>
    <message>
        <source>Receiver port</source>
        <translation>Porta do receptor</translation>
    </message>
    <message>
        <source>this computer only</source>
        <translation>só deste computador</translation>
    </message>
    <message>
        <source>the whole network (the firewall may ask)</source>
        <translation>toda a rede (o firewall pode perguntar)</translation>
    </message>
    <message>
        <source>Accept connections from</source>
        <translation>Aceitar conexões de</translation>
    </message>
    <message>
        <source>How the server reaches this computer, for example through a tunnel. Without it only a server on this computer can deliver by Webhook.</source>
        <translation>Como o servidor chega a este computador, por exemplo por um túnel. Sem ele, só um servidor neste computador consegue entregar por Webhook.</translation>
    </message>
    <message>
        <source>Public address of the webhook</source>
        <translation>Endereço público do webhook</translation>
    </message>
    <message>
        <source>ask</source>
        <translation>perguntar</translation>
    </message>
    <message>
        <source>restore</source>
        <translation>restaurar</translation>
    </message>
    <message>
        <source>leave as it is</source>
        <translation>deixar como está</translation>
    </message>
    <message>
        <source>With evodesk closed, the server keeps trying to deliver here and may delay other messages. Restoring hands the instances back first.</source>
        <translation>Com o evodesk fechado, o servidor fica tentando entregar aqui e pode atrasar outras mensagens. Restaurar devolve as instâncias antes.</translation>
    </message>
    <message>
        <source>On leaving</source>
        <translation>Ao sair</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Escolher…</translation>
    </message>
    <message>
        <source>For a server in the same network: this computer&apos;s address there.</source>
        <translation>Para um servidor na mesma rede: o endereço deste computador nela.</translation>
    </message>
    <message>
        <source>Address in the local network</source>
        <translation>Endereço na rede local</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>Renovar</translation>
    </message>
    <message>
        <source>Makes a new one and puts it into the webhooks that deliver here. What is on its way with the old one is taken for 30 minutes.</source>
        <translation>Cria um novo e o grava nos webhooks que entregam aqui. O que já está a caminho com o antigo é aceito por 30 minutos.</translation>
    </message>
    <message>
        <source>Secret in the webhook&apos;s address</source>
        <translation>Segredo no endereço do webhook</translation>
    </message>
</context>
<context>
    <name>ResultsBar</name>
    <message>
        <source>Searching…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} a {last}</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Limpar filtros</translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln encontrada</numerusform>
            <numerusform>%Ln encontradas</numerusform>
        </translation>
    </message>
    <message>
        <source>Export what was found…</source>
        <translation>Exportar o que foi achado…</translation>
    </message>
</context>
<context>
    <name>RouteForm</name>
    <message>
        <source>Certificate file of the server (PEM)</source>
        <translation>Arquivo de certificado do servidor (PEM)</translation>
    </message>
    <message>
        <source>The system&apos;s certificates</source>
        <translation>Os certificados do sistema</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Escolher…</translation>
    </message>
    <message>
        <source>HTTP proxy</source>
        <translation>Proxy HTTP</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <source>An address such as {example}, without user and password.</source>
        <translation>Um endereço como {example}, sem usuário e senha.</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Copy text</source>
        <translation>Copiar texto</translation>
    </message>
    <message>
        <source>Copy JSON</source>
        <translation>Copiar JSON</translation>
    </message>
    <message>
        <source>Show conversation</source>
        <translation>Ver conversa</translation>
    </message>
</context>
<context>
    <name>RowWords</name>
    <message>
        <source>Group</source>
        <translation>Grupo</translation>
    </message>
    <message>
        <source>Hidden contact</source>
        <translation>Contato oculto</translation>
    </message>
    <message>
        <source>reacted to a message</source>
        <translation>reagiu a uma mensagem</translation>
    </message>
    <message>
        <source>You: </source>
        <translation>Você: </translation>
    </message>
    <message>
        <source>Message deleted by you</source>
        <translation>Mensagem apagada por você</translation>
    </message>
    <message>
        <source>Message deleted by the contact</source>
        <translation>Mensagem apagada pelo contato</translation>
    </message>
    <message>
        <source>removed the reaction</source>
        <translation>retirou a reação</translation>
    </message>
    <message>
        <source>{emoji} to “{text}”</source>
        <translation>{emoji} a “{text}”</translation>
    </message>
    <message>
        <source>Replied to “{text}”: </source>
        <translation>Respondeu a “{text}”: </translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>recuperada</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>editada</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>não enviada</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>aguardando envio</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>enviada</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>entregue</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lida</translation>
    </message>
    <message>
        <source>sent to {contact}</source>
        <translation>enviada para {contact}</translation>
    </message>
    <message>
        <source>received from {contact}</source>
        <translation>recebida de {contact}</translation>
    </message>
    <message>
        <source>late</source>
        <translation>atrasada</translation>
    </message>
</context>
<context>
    <name>SearchDesk</name>
    <message>
        <source>Nothing with “{text}”</source>
        <translation>Nada com “{text}”</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <source>Searched in all instances.</source>
        <translation>Busca em todas as instâncias.</translation>
    </message>
    <message>
        <source>Searched only in what the filters leave.</source>
        <translation>A busca olhou só o que os filtros deixam passar.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Limpar filtros</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear search</source>
        <translation>Limpar busca</translation>
    </message>
</context>
<context>
    <name>ServerForm</name>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Endereço do servidor</translation>
    </message>
    <message>
        <source>Own certificate or proxy</source>
        <translation>Certificado próprio ou proxy</translation>
    </message>
    <message>
        <source>This is not a web address.</source>
        <translation>Isto não é um endereço da web.</translation>
    </message>
    <message>
        <source>Looking for the server…</source>
        <translation>Procurando o servidor…</translation>
    </message>
    <message>
        <source>There is a site at this address, but it is not Evolution API.</source>
        <translation>Há um site neste endereço, mas não é a Evolution API.</translation>
    </message>
    <message>
        <source>Without “https” the key travels unprotected. Use it only on an internal network.</source>
        <translation>Sem “https” a chave viaja aberta. Use só na rede interna.</translation>
    </message>
    <message>
        <source>Evolution API {v} found in {ms} ms</source>
        <translation>Evolution API {v} encontrada em {ms} ms</translation>
    </message>
</context>
<context>
    <name>ServersPage</name>
    <message>
        <source>Servers</source>
        <translation>Servidores</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Testar conexão</translation>
    </message>
    <message>
        <source>Remove server…</source>
        <translation>Remover servidor…</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Add server…</source>
        <translation>Adicionar servidor…</translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation>Configurações</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Geral</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Servidores</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Recebimento</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aparência</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Sobre</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Changes apply at once.</source>
        <translation>As mudanças valem na hora.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Data and privacy</source>
        <translation>Dados e privacidade</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln mensagem</numerusform>
            <numerusform>%Ln mensagens</numerusform>
        </translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Nenhuma mensagem</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages kept on this computer</source>
        <translation>
            <numerusform>%Ln mensagem guardada neste computador</numerusform>
            <numerusform>%Ln mensagens guardadas neste computador</numerusform>
        </translation>
    </message>
    <message>
        <source>No messages kept on this computer</source>
        <translation>Nenhuma mensagem guardada neste computador</translation>
    </message>
    <message>
        <source>Server answered in {ms} ms</source>
        <translation>Servidor respondeu em {ms} ms</translation>
    </message>
    <message>
        <source>{ms} ms</source>
        <translation>{ms} ms</translation>
    </message>
    <message>
        <source>Evolution API {v}</source>
        <translation>Evolution API {v}</translation>
    </message>
    <message>
        <source>Receiver off</source>
        <translation>Receptor desligado</translation>
    </message>
    <message>
        <source>Receiver on, port {n}</source>
        <translation>Receptor ligado na porta {n}</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Taking a while. You can wait.</source>
        <translation>Está demorando. Pode esperar.</translation>
    </message>
    <message>
        <source>What arrives during the switch is recovered from the server.</source>
        <translation>O que chegar durante a troca é recuperado do servidor.</translation>
    </message>
</context>
<context>
    <name>StoreBar</name>
    <message>
        <source>Recover</source>
        <translation>Recuperar</translation>
    </message>
    <message>
        <source>Disk full: evodesk stopped keeping messages.</source>
        <translation>Disco cheio: o evodesk parou de guardar mensagens.</translation>
    </message>
    <message>
        <source>Free some space, then click Recover.</source>
        <translation>Libere espaço e depois clique em Recuperar.</translation>
    </message>
    <message>
        <source>Quit evodesk and start it again: it will help you on.</source>
        <translation>Feche o evodesk e abra de novo: ele ajuda a continuar.</translation>
    </message>
    <message>
        <source>Messages are not kept at the moment. {cause}</source>
        <translation>No momento as mensagens não são guardadas. {cause}</translation>
    </message>
    <message>
        <source>When it is mended, click Recover.</source>
        <translation>Depois de resolver, clique em Recuperar.</translation>
    </message>
</context>
<context>
    <name>StreamWord</name>
    <message>
        <source>Armed, waiting for the first event</source>
        <translation>Armado, aguardando o primeiro evento</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Ao vivo</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Conectando</translation>
    </message>
    <message>
        <source>Armed</source>
        <translation>Armado</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausado</translation>
    </message>
    <message>
        <source>Asks every {s} s</source>
        <translation>Consulta a cada {s} s</translation>
    </message>
</context>
<context>
    <name>SwitchNews</name>
    <message numerus="yes">
        <source>%n messages recovered</source>
        <translation>
            <numerusform>%n mensagem recuperada</numerusform>
            <numerusform>%n mensagens recuperadas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Takeover</name>
    <message>
        <source>If you switch to {mode}:</source>
        <translation>Se você trocar para {mode}:</translation>
    </message>
    <message>
        <source>If you deliver to this computer instead:</source>
        <translation>Se você passar a entregar neste computador:</translation>
    </message>
    <message>
        <source>If you deliver to {host} instead:</source>
        <translation>Se você passar a entregar em {host}:</translation>
    </message>
    <message>
        <source>that system stops receiving messages at once;</source>
        <translation>esse sistema para de receber mensagens na hora;</translation>
    </message>
    <message>
        <source>the address, events and headers are kept here;</source>
        <translation>o endereço, os eventos e os cabeçalhos ficam guardados aqui;</translation>
    </message>
    <message>
        <source>“Restore as it was” brings everything back with one click.</source>
        <translation>“Restaurar como estava” devolve tudo com um clique.</translation>
    </message>
    <message>
        <source>what else receives from it goes on: {names};</source>
        <translation>o que também recebe desta instância continua: {names};</translation>
    </message>
    <message>
        <source>its headers ({names}) are sent to {host}, too;</source>
        <translation>os cabeçalhos dele ({names}) vão também para {host};</translation>
    </message>
    <message>
        <source>its headers ({names}) are not sent to {host};</source>
        <translation>os cabeçalhos dele ({names}) não vão para {host};</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>este computador</translation>
    </message>
    <message>
        <source>If you restore what was there before:</source>
        <translation>Se você restaurar o que havia antes:</translation>
    </message>
    <message>
        <source>With “Only watch” nothing changes on the server: evodesk asks for the stored messages every 15 s.</source>
        <translation>Em “Só observar” nada muda no servidor: o evodesk consulta as mensagens gravadas a cada 15 s.</translation>
    </message>
    <message>
        <source>Only want to see the messages?</source>
        <translation>Só quer ver as mensagens?</translation>
    </message>
</context>
<context>
    <name>TakeoverSheet</name>
    <message>
        <source>Another system uses this webhook</source>
        <translation>Outro sistema usa este webhook</translation>
    </message>
    <message>
        <source>I told whoever looks after {host}</source>
        <translation>Avisei quem cuida de {host}</translation>
    </message>
    <message>
        <source>Today the messages of {instance} are delivered to:</source>
        <translation>Hoje as mensagens de {instance} são entregues em:</translation>
    </message>
    <message>
        <source>Switch anyway</source>
        <translation>Trocar mesmo assim</translation>
    </message>
    <message>
        <source>Only watch</source>
        <translation>Só observar</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>No contact with the server</source>
        <translation>Sem contato com o servidor</translation>
    </message>
    <message>
        <source>Could not switch</source>
        <translation>Não deu para trocar</translation>
    </message>
    <message>
        <source>Check the address and try again.</source>
        <translation>Confira o endereço e tente de novo.</translation>
    </message>
    <message>
        <source>evodesk cannot use its own files</source>
        <translation>O evodesk não consegue usar os próprios arquivos</translation>
    </message>
    <message>
        <source>The server did not do what was asked.</source>
        <translation>O servidor não fez o que foi pedido.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Tente de novo.</translation>
    </message>
    <message>
        <source>Nothing answers at {host}.</source>
        <translation>Nada responde em {host}.</translation>
    </message>
    <message>
        <source>Check that the server is on and the address is right.</source>
        <translation>Confira se o servidor está ligado e se o endereço está certo.</translation>
    </message>
    <message>
        <source>Address not found. Check the spelling and your connection.</source>
        <translation>Endereço não encontrado. Confira se digitou certo e se há internet.</translation>
    </message>
    <message>
        <source>The server does not respond</source>
        <translation>O servidor não responde</translation>
    </message>
    <message>
        <source>The server did not answer in {s} s</source>
        <translation>O servidor não respondeu em {s} s</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid. The key was not sent.</source>
        <translation>O certificado do servidor não é válido. A chave não foi enviada.</translation>
    </message>
    <message>
        <source>If the server uses its own certificate, choose its CA file in the settings.</source>
        <translation>Se o servidor usa um certificado próprio, escolha o arquivo da CA nas configurações.</translation>
    </message>
    <message>
        <source>The proxy {host} did not let the connection through.</source>
        <translation>O proxy {host} não deixou a conexão passar.</translation>
    </message>
    <message>
        <source>Check the proxy in the server&apos;s settings.</source>
        <translation>Confira o proxy nas configurações do servidor.</translation>
    </message>
    <message>
        <source>Key refused</source>
        <translation>Chave recusada</translation>
    </message>
    <message>
        <source>The server refused the key. Check Settings › Servers.</source>
        <translation>O servidor recusou a chave. Confira em Configurações › Servidores.</translation>
    </message>
    <message>
        <source>Server not licensed</source>
        <translation>Servidor sem licença</translation>
    </message>
    <message>
        <source>The server asks for licence activation. Open {url} and activate it.</source>
        <translation>O servidor pede ativação de licença. Abra {url} e ative.</translation>
    </message>
    <message>
        <source>Unknown instance</source>
        <translation>Instância desconhecida</translation>
    </message>
    <message>
        <source>The server does not know the instance {instance}.</source>
        <translation>O servidor não conhece a instância {instance}.</translation>
    </message>
    <message>
        <source>Refresh the list.</source>
        <translation>Atualize a lista.</translation>
    </message>
    <message>
        <source>The server refused</source>
        <translation>O servidor recusou</translation>
    </message>
    <message>
        <source>The server failed</source>
        <translation>O servidor falhou</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Tente de novo daqui a pouco.</translation>
    </message>
    <message>
        <source>The server said yes but did not save.</source>
        <translation>O servidor respondeu que sim, mas não gravou.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, tell the administrator.</source>
        <translation>Tente de novo. Se acontecer de novo, avise o administrador.</translation>
    </message>
    <message>
        <source>Cannot watch</source>
        <translation>Não dá para observar</translation>
    </message>
    <message>
        <source>This server keeps no messages that could be asked for.</source>
        <translation>Este servidor não guarda mensagens para consultar.</translation>
    </message>
    <message>
        <source>Ask the administrator to store them.</source>
        <translation>Peça ao administrador para guardá-las.</translation>
    </message>
    <message>
        <source>WebSocket is blocked</source>
        <translation>WebSocket bloqueado</translation>
    </message>
    <message>
        <source>The server&apos;s proxy does not let WebSocket through</source>
        <translation>O proxy do servidor não deixa passar o WebSocket</translation>
    </message>
    <message>
        <source>Ask the administrator to allow WebSocket in the proxy.</source>
        <translation>Peça ao administrador para liberar o WebSocket no proxy.</translation>
    </message>
    <message>
        <source>Not an Evolution API</source>
        <translation>Não é uma Evolution API</translation>
    </message>
    <message>
        <source>There is a site at this address, but it is not Evolution API.</source>
        <translation>Há um site neste endereço, mas não é a Evolution API.</translation>
    </message>
    <message>
        <source>The switch was not begun.</source>
        <translation>A troca não foi iniciada.</translation>
    </message>
    <message>
        <source>WebSocket is off at this server. It was seen before anything was touched.</source>
        <translation>O WebSocket está desligado neste servidor. Foi visto antes de mexer em qualquer coisa.</translation>
    </message>
    <message>
        <source>The administrator must turn WEBSOCKET_ENABLED on and restart the server.</source>
        <translation>O administrador precisa ligar WEBSOCKET_ENABLED e reiniciar o servidor.</translation>
    </message>
    <message>
        <source>The name of the instance has a comma, and WebSocket cannot carry that.</source>
        <translation>O nome da instância tem vírgula, e o WebSocket não aceita isso.</translation>
    </message>
    <message>
        <source>Use Webhook for this instance.</source>
        <translation>Use Webhook nesta instância.</translation>
    </message>
    <message>
        <source>Another system uses this webhook</source>
        <translation>Outro sistema usa este webhook</translation>
    </message>
    <message>
        <source>Messages of {instance} go to {host} today.</source>
        <translation>Hoje as mensagens de {instance} vão para {host}.</translation>
    </message>
    <message>
        <source>Ask whoever looks after {host} first.</source>
        <translation>Fale antes com quem cuida de {host}.</translation>
    </message>
    <message>
        <source>This is a WhatsApp Business instance. Photos, audio and files that arrive during the switch may be lost: the server does not store them. Texts are recovered.</source>
        <translation>Esta instância é do WhatsApp Business. Fotos, áudios e arquivos que chegarem durante a troca podem se perder: o servidor não os guarda. Os textos são recuperados.</translation>
    </message>
    <message>
        <source>A switch of {instance} is still running.</source>
        <translation>Uma troca de {instance} ainda está em andamento.</translation>
    </message>
    <message>
        <source>Wait until it ends.</source>
        <translation>Espere terminar.</translation>
    </message>
    <message>
        <source>No address for the webhook of {instance} is known.</source>
        <translation>Não se conhece um endereço para o webhook de {instance}.</translation>
    </message>
    <message>
        <source>Set the public address in Settings › Receiving.</source>
        <translation>Defina o endereço público em Configurações › Recebimento.</translation>
    </message>
    <message>
        <source>The address of the webhook is not valid.</source>
        <translation>O endereço do webhook não é válido.</translation>
    </message>
    <message>
        <source>It must begin with http:// or https://.</source>
        <translation>Ele precisa começar com http:// ou https://.</translation>
    </message>
    <message>
        <source>The server does not know these events: {names}.</source>
        <translation>O servidor não conhece estes eventos: {names}.</translation>
    </message>
    <message>
        <source>The switch of {instance} was called off before it began.</source>
        <translation>A troca de {instance} foi cancelada antes de começar.</translation>
    </message>
    <message>
        <source>The switch of {instance} stopped halfway.</source>
        <translation>A troca de {instance} parou no meio.</translation>
    </message>
    <message>
        <source>Look at the instance and choose a mode.</source>
        <translation>Olhe a instância e escolha um modo.</translation>
    </message>
    <message>
        <source>Somebody else changed this instance</source>
        <translation>Outra pessoa mudou esta instância</translation>
    </message>
    <message>
        <source>Another program changed {instance} during the switch. evodesk stopped there.</source>
        <translation>Outro programa mudou {instance} durante a troca. O evodesk parou ali.</translation>
    </message>
    <message>
        <source>Look at what is active now and choose again.</source>
        <translation>Veja o que está ativo agora e escolha de novo.</translation>
    </message>
    <message>
        <source>Messages cannot be kept.</source>
        <translation>Não é possível guardar mensagens.</translation>
    </message>
    <message>
        <source>{path} was written by a newer evodesk (version {found}; this one knows {known}).</source>
        <translation>{path} foi gravado por um evodesk mais novo (versão {found}; este conhece a {known}).</translation>
    </message>
    <message>
        <source>Update evodesk.</source>
        <translation>Atualize o evodesk.</translation>
    </message>
    <message>
        <source>Disk full</source>
        <translation>Disco cheio</translation>
    </message>
    <message>
        <source>Disk full: evodesk stopped keeping messages.</source>
        <translation>Disco cheio: o evodesk parou de guardar mensagens.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <translation>Libere espaço.</translation>
    </message>
    <message>
        <source>Another program holds {path}.</source>
        <translation>Outro programa está usando {path}.</translation>
    </message>
    <message>
        <source>Close the other program and start evodesk again.</source>
        <translation>Feche o outro programa e abra o evodesk de novo.</translation>
    </message>
    <message>
        <source>{path} is damaged.</source>
        <translation>{path} está danificado.</translation>
    </message>
    <message>
        <source>Set the file aside and start evodesk again.</source>
        <translation>Guarde o arquivo em outro lugar e abra o evodesk de novo.</translation>
    </message>
    <message>
        <source>evodesk may not write to {path}.</source>
        <translation>O evodesk não pode gravar em {path}.</translation>
    </message>
    <message>
        <source>Choose another folder, or allow writing there.</source>
        <translation>Escolha outra pasta ou permita gravar ali.</translation>
    </message>
    <message>
        <source>No password vault</source>
        <translation>Sem cofre de senhas</translation>
    </message>
    <message>
        <source>This system has no vault. The key lasts until you close.</source>
        <translation>Este sistema não tem cofre. A chave vale só até fechar.</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Algo deu errado</translation>
    </message>
    <message>
        <source>Something went wrong here, not on the server.</source>
        <translation>Algo deu errado aqui, não no servidor.</translation>
    </message>
    <message>
        <source>If it happens again, send the log to support.</source>
        <translation>Se acontecer de novo, mande o registro para o suporte.</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Conectada</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Conectando</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Caída</translation>
    </message>
    <message>
        <source>Mismatch</source>
        <translation>Divergente</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Desconhecida</translation>
    </message>
    <message>
        <source>No active mode</source>
        <translation>Nenhum modo ativo</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>WebSocket</source>
        <translation>WebSocket</translation>
    </message>
    <message>
        <source>Webhook and WebSocket</source>
        <translation>Webhook e WebSocket</translation>
    </message>
    <message>
        <source>Server responding</source>
        <translation>Servidor respondendo</translation>
    </message>
    <message>
        <source>Looking for the server…</source>
        <translation>Procurando o servidor…</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>conectada</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>conectando</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>desconectada</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconhecida</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Vídeo</translation>
    </message>
    <message>
        <source>Video note</source>
        <translation>Recado de vídeo</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Mensagem de voz</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Áudio</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation>Figurinha</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Localização</translation>
    </message>
    <message>
        <source>Live location</source>
        <translation>Localização em tempo real</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contato</translation>
    </message>
    <message>
        <source>Poll</source>
        <translation>Enquete</translation>
    </message>
    <message>
        <source>Button reply</source>
        <translation>Resposta de botão</translation>
    </message>
    <message>
        <source>List reply</source>
        <translation>Resposta de lista</translation>
    </message>
    <message>
        <source>View once</source>
        <translation>Visualização única</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>Reação</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Ligação</translation>
    </message>
    <message>
        <source>Type not known yet</source>
        <translation>Tipo ainda não reconhecido</translation>
    </message>
    <message>
        <source>session ended on the phone (401)</source>
        <translation>sessão encerrada no celular (401)</translation>
    </message>
    <message>
        <source>connection lost (408)</source>
        <translation>conexão perdida (408)</translation>
    </message>
    <message>
        <source>opened elsewhere (440)</source>
        <translation>aberta em outro lugar (440)</translation>
    </message>
    <message>
        <source>restart asked by WhatsApp (515)</source>
        <translation>reinício pedido pelo WhatsApp (515)</translation>
    </message>
    <message>
        <source>reason {code}</source>
        <translation>motivo {code}</translation>
    </message>
    <message>
        <source>{time} ago</source>
        <translation>há {time}</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ontem</translation>
    </message>
    <message>
        <source>Today at {time}</source>
        <translation>Hoje às {time}</translation>
    </message>
    <message>
        <source>Yesterday at {time}</source>
        <translation>Ontem às {time}</translation>
    </message>
    <message>
        <source>{date} at {time}</source>
        <translation>{date} às {time}</translation>
    </message>
    <message>
        <source>Today, {date}</source>
        <translation>Hoje, {date}</translation>
    </message>
    <message>
        <source>Yesterday, {date}</source>
        <translation>Ontem, {date}</translation>
    </message>
    <message>
        <source>Settings changed outside evodesk</source>
        <translation>Configuração alterada fora do evodesk</translation>
    </message>
    <message>
        <source>The server refused: “{text}” (error {status}).</source>
        <translation>O servidor recusou: “{text}” (erro {status}).</translation>
    </message>
    <message>
        <source>Something failed at the server: “{text}” (error {status}).</source>
        <translation>Algo falhou no servidor: “{text}” (erro {status}).</translation>
    </message>
</context>
<context>
    <name>ToastCard</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>Toasts</name>
    <message>
        <source>Webhook turned on! WebSocket was turned off.</source>
        <translation>Webhook ativado! WebSocket foi desativado.</translation>
    </message>
    <message>
        <source>WebSocket turned on! Webhook was turned off.</source>
        <translation>WebSocket ativado! Webhook foi desativado.</translation>
    </message>
    <message>
        <source>WebSocket turned off! Webhook was turned on.</source>
        <translation>WebSocket desativado! Webhook foi ativado.</translation>
    </message>
    <message>
        <source>Webhook turned off! WebSocket was turned on.</source>
        <translation>Webhook desativado! WebSocket foi ativado.</translation>
    </message>
    <message>
        <source>{instance} · checked on the server at {time}</source>
        <translation>{instance} · conferido no servidor às {time}</translation>
    </message>
    <message>
        <source>Could not switch the connection mode</source>
        <translation>Erro ao alternar modo de conexão</translation>
    </message>
    <message>
        <source>A switch was left halfway. We checked: {instance} is on {mode}.</source>
        <translation>Uma troca ficou pela metade. Conferimos: {instance} está em {mode}.</translation>
    </message>
    <message>
        <source>{instance} is restarting</source>
        <translation>{instance} está reiniciando</translation>
    </message>
    <message>
        <source>The instance is away for some seconds.</source>
        <translation>A instância fica fora do ar por alguns segundos.</translation>
    </message>
    <message>
        <source>Original settings restored.</source>
        <translation>Configuração original restaurada.</translation>
    </message>
    <message>
        <source>The webhook now delivers to {host}.</source>
        <translation>O webhook agora entrega em {host}.</translation>
    </message>
    <message>
        <source>The webhook now delivers to this computer.</source>
        <translation>O webhook agora entrega neste computador.</translation>
    </message>
    <message>
        <source>This server does not store messages</source>
        <translation>Este servidor não guarda mensagens</translation>
    </message>
    <message>
        <source>What it sends while evodesk is away or a switch runs cannot be recovered.</source>
        <translation>O que ele enviar com o evodesk fora ou durante uma troca não dá para recuperar.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>evodesk stays in the tray</source>
        <translation>O evodesk continua na bandeja</translation>
    </message>
    <message>
        <source>It keeps receiving messages. To close it, use “Quit evodesk”.</source>
        <translation>Ele segue recebendo mensagens. Para encerrar, use “Sair do evodesk”.</translation>
    </message>
    <message>
        <source>No contact with the server</source>
        <translation>Sem contato com o servidor</translation>
    </message>
    <message numerus="yes">
        <source>All good: %n connected</source>
        <translation>
            <numerusform>Tudo certo: %n conectada</numerusform>
            <numerusform>Tudo certo: %n conectadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n down</source>
        <translation>
            <numerusform>%n caída</numerusform>
            <numerusform>%n caídas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with no mode</source>
        <translation>
            <numerusform>%n sem modo ativo</numerusform>
            <numerusform>%n sem modo ativo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mismatched</source>
        <translation>
            <numerusform>%n divergente</numerusform>
            <numerusform>%n divergentes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connecting</source>
        <translation>
            <numerusform>%n conectando</numerusform>
            <numerusform>%n conectando</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown</source>
        <translation>
            <numerusform>%n desconhecida</numerusform>
            <numerusform>%n desconhecidas</numerusform>
        </translation>
    </message>
    <message>
        <source>Open evodesk</source>
        <translation>Abrir evodesk</translation>
    </message>
    <message>
        <source>Quit evodesk</source>
        <translation>Sair do evodesk</translation>
    </message>
    <message>
        <source>{instance}: {state}</source>
        <translation>{instance}: {state}</translation>
    </message>
    <message numerus="yes">
        <source>%n changed outside</source>
        <translation>
            <numerusform>%n alterada por fora</numerusform>
            <numerusform>%n alteradas por fora</numerusform>
        </translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Atualizar agora</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Configurações…</translation>
    </message>
</context>
<context>
    <name>TroubleSheet</name>
    <message>
        <source>Start with a new file</source>
        <translation>Começar com um arquivo novo</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Quit evodesk</source>
        <translation>Sair do evodesk</translation>
    </message>
    <message>
        <source>Nothing is deleted: the file is kept beside its place, with the date in its name. With a new file evodesk begins empty and reads back what the server still has.</source>
        <translation>Nada é apagado: o arquivo fica guardado ao lado, com a data no nome. Com um arquivo novo o evodesk começa vazio e recupera o que o servidor ainda tem.</translation>
    </message>
</context>
<context>
    <name>WebhookAddress</name>
    <message>
        <source>An address has no spaces.</source>
        <translation>Um endereço não tem espaços.</translation>
    </message>
    <message>
        <source>Host or port are not valid.</source>
        <translation>O nome ou a porta não são válidos.</translation>
    </message>
    <message>
        <source>It must begin with https:// or http://.</source>
        <translation>Deve começar com https:// ou http://.</translation>
    </message>
    <message>
        <source>The name of the host is missing.</source>
        <translation>Falta o nome do servidor.</translation>
    </message>
    <message>
        <source>It becomes {url}</source>
        <translation>Fica {url}</translation>
    </message>
    <message>
        <source>For the server, this name means the server itself, not this computer.</source>
        <translation>Este nome aponta para o próprio servidor, não para este computador.</translation>
    </message>
    <message>
        <source>Without “https” the messages travel readable. Better use https.</source>
        <translation>Sem “https” as mensagens viajam abertas. Prefira https.</translation>
    </message>
    <message>
        <source>User and password go along with every message. Here they are hidden.</source>
        <translation>Usuário e senha vão junto com cada mensagem. Aqui ficam ocultos.</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>No contact with the server. Switching works again when it answers.</source>
        <translation>Sem contato com o servidor. A troca volta a funcionar quando ele responder.</translation>
    </message>
    <message numerus="yes">
        <source>evodesk: %n with a problem</source>
        <translation>
            <numerusform>evodesk: %n com problema</numerusform>
            <numerusform>evodesk: %n com problema</numerusform>
        </translation>
    </message>
</context>
</TS>
