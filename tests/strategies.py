"""Hypothesis strategies for domain values, as wild as the wire may make them."""

from __future__ import annotations

from hypothesis import strategies as st

from evodesk.domain.message import Kind, Media, Message, MessageKey, Quote, Source, Status
from evodesk.domain.reception import Reception, WebhookConfig, WebsocketConfig

texts = st.text(max_size=40)
names = st.text(min_size=1, max_size=12)
whole_numbers = st.integers(min_value=-(2**63), max_value=2**63 - 1)
moments = st.floats(min_value=0, max_value=2**40)
"""Unix seconds by a computer's clock."""

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
"""What a server may send."""

keys = st.builds(MessageKey, server=names, instance=names, id=names, from_me=st.booleans())
quotes = st.builds(Quote, id=texts, text=texts, sender=texts)
media = st.builds(
    Media,
    mime=texts,
    size=st.none() | whole_numbers,
    file_name=texts,
    seconds=st.none() | whole_numbers,
    thumbnail=st.binary(max_size=40),
    path=texts,
)
messages = st.builds(
    Message,
    key=keys,
    chat=texts,
    sender=texts,
    sender_name=texts,
    number=texts,
    kind=st.sampled_from(Kind),
    text=texts,
    timestamp=whole_numbers,
    source=st.sampled_from(Source),
    received_at=moments,
    status=st.sampled_from(Status),
    quote=st.none() | quotes,
    target_id=texts,
    media=st.none() | media,
    edited=st.booleans(),
    deleted=st.booleans(),
    raw=texts,
)

event_names = st.frozensets(st.from_regex(r"[A-Z_]{1,20}", fullmatch=True), max_size=5)
webhooks = st.builds(
    WebhookConfig,
    enabled=st.booleans(),
    url=texts,
    headers=st.lists(st.tuples(texts, texts), max_size=3, unique_by=lambda pair: pair[0]).map(
        lambda pairs: tuple(sorted(pairs))
    ),
    events=event_names,
    by_events=st.booleans(),
    base64=st.booleans(),
)
websockets = st.builds(WebsocketConfig, enabled=st.booleans(), events=event_names)
receptions = st.builds(
    Reception,
    webhook=st.none() | webhooks,
    websocket=st.none() | websockets,
    websocket_available=st.booleans(),
)
