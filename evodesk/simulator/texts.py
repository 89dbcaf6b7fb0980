"""What the invented people write, in the Portuguese of a workshop and of a clinic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """`edits` are (as first written, as corrected); `places` are (name, address, lat, long)."""

    asked: tuple[str, ...]
    answered: tuple[str, ...]
    captions: tuple[str, ...]
    documents: tuple[str, ...]
    group: tuple[str, ...]
    edits: tuple[tuple[str, str], ...]
    regrets: tuple[str, ...]
    places: tuple[tuple[str, str, float, float], ...]
    polls: tuple[tuple[str, tuple[str, ...]], ...]


WORKSHOP = Theme(
    asked=(
        "Bom dia! Meu Corolla já saiu do elevador?",
        "Vocês fazem alinhamento no sábado?",
        "Quanto fica a troca da correia dentada do Fox 1.0?",
        "O orçamento inclui as pastilhas dianteiras?",
        "Pode trocar os quatro pneus, por favor",
        "O barulho na suspensão voltou depois da lombada",
        "Consigo parcelar em três vezes?",
        "A luz da injeção acendeu de novo hoje cedo 😕",
        "Que horas vocês fecham?",
        "Tem filtro de cabine da Strada 2019 em estoque?",
        "Já posso buscar o carro?",
        "O guincho está a caminho? Estou na marginal",
        "Fechado, pode fazer o serviço",
        "Preciso da nota fiscal com CNPJ",
        "Deixei a chave com o Marcos no balcão",
        "O ar-condicionado está gelando pouco",
        "Dá para adiantar para amanhã às 8h?",
        "Obrigada, ficou ótimo! 👏",
    ),
    answered=(
        "Bom dia! Está no teste de rodagem, fica pronto às 11h.",
        "Sim, sábado até as 13h. Quer que eu reserve?",
        "O orçamento 1187 já foi enviado, é só confirmar.",
        "Pode vir buscar, está na vaga 4.",
        "A peça chega amanhã cedo, aviso por aqui.",
        "Parcelamos em até 6x sem juros.",
        "Vou verificar com o mecânico e já retorno.",
        "Fechamos às 18h. O portão lateral fica aberto.",
        "O guincho chega em 20 minutos.",
        "Serviço com 90 dias de garantia.",
    ),
    captions=(
        "pastilha dianteira gasta, olha a espessura",
        "esse é o vazamento que eu falei",
        "painel com a luz acesa",
        "a etiqueta da peça antiga",
        "",
    ),
    documents=(
        "orcamento-1187.pdf",
        "nota-fiscal-20931.pdf",
        "laudo-suspensao.pdf",
        "checklist-revisao-40mil.pdf",
    ),
    group=(
        "Box 3 livre",
        "Quem pegou o torquímetro?",
        "Chegou a caixa de filtros",
        "O cliente do Onix está na recepção",
        "Elevador 2 em manutenção até as 15h",
    ),
    edits=(
        ("Chego às 15h", "Chego às 16h, peguei trânsito"),
        ("A placa é BRA2E18", "A placa é BRA2E19"),
        ("Pode trocar só um amortecedor", "Pode trocar os dois amortecedores"),
    ),
    regrets=("Esquece, achei a nota aqui", "Mandei na conversa errada, desculpa"),
    places=(
        ("Rua das Acácias, 210", "Vila Mariana, São Paulo", -23.5892, -46.6340),
        ("Auto Posto Marginal", "Marginal Tietê, km 9", -23.5205, -46.6620),
    ),
    polls=(("Qual dia é melhor para a revisão?", ("Quinta", "Sexta", "Sábado")),),
)

CLINIC = Theme(
    asked=(
        "Consigo remarcar para quinta às 15h?",
        "Bom dia, o resultado do exame já saiu?",
        "Precisa de jejum para a coleta?",
        "Vocês atendem o convênio da prefeitura?",
        "Qual o valor da limpeza com a dra. Renata?",
        "Vou me atrasar uns 10 minutinhos 🙏",
        "A consulta de hoje está confirmada?",
        "Esqueci minha carteirinha, tem problema?",
        "Posso levar acompanhante?",
        "O aparelho soltou de novo, tem encaixe hoje?",
        "Onde eu estaciono?",
        "Obrigado pelo atendimento!",
        "Qual o preparo do ultrassom?",
        "Queria marcar avaliação para meu filho de 6 anos",
        "O retorno é pago?",
    ),
    answered=(
        "Bom dia! Sua consulta está confirmada para as 14h30.",
        "Temos quinta às 15h ou sexta às 9h. Qual prefere?",
        "Sim, jejum de 8 horas. Água pode.",
        "O resultado fica pronto amanhã até as 17h.",
        "Pode vir, a doutora encaixa você às 11h.",
        "O retorno em até 30 dias não é cobrado.",
        "O estacionamento é no subsolo, validamos o ticket.",
        "Trazer documento com foto e a carteirinha, por favor.",
    ),
    captions=("o dente que está doendo", "minha carteirinha", "pedido do médico", ""),
    documents=(
        "pedido-de-exame.pdf",
        "preparo-ultrassom.pdf",
        "recibo-consulta.pdf",
        "atestado.pdf",
    ),
    group=(
        "Sala 2 liberada",
        "Dra. Renata chega às 9h",
        "Quem cobre a recepção no almoço?",
        "Paciente das 10h confirmou",
    ),
    edits=(
        ("Prefiro na terça", "Prefiro na quarta, de manhã"),
        ("Minha altura é 1,68", "Minha altura é 1,86"),
    ),
    regrets=("Desculpa, era para outra pessoa", "Ignora, já resolvi com a recepção"),
    places=(("Clínica Sorriso", "Av. Jabaquara, 1500, São Paulo", -23.6201, -46.6398),),
    polls=(("Melhor horário para o mutirão?", ("Manhã", "Tarde")),),
)

UNKNOWN_KIND = "eventMessage"
"""A real kind of message that nobody here knows how to show."""
