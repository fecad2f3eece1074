"""A Firehose transformation: masks e-mail addresses and card numbers, and drops what names no app or no region.

A record is JSON. Without "app" or "region" it is Dropped; what is no JSON object is ProcessingFailed and comes back as
it was. All texts in it are masked, however deep they stand: the part of an address before the @ but for its first
letter, and all digits of a card number but the last four. A number is a card's when its check digit is right.
"""
import base64
import json
import re

EMAIL = re.compile(r"\b([A-Za-z0-9])[A-Za-z0-9._%+-]*@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")


def is_card(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def mask_card(match):
    text = match.group()
    digits = sum(c.isdigit() for c in text)
    if not is_card([c for c in text if c.isdigit()]):
        return text
    masked = []
    for c in text:
        if c.isdigit():
            masked.append(c if digits <= 4 else "*")
            digits -= 1
        else:
            masked.append(c)
    return "".join(masked)


def mask(value):
    if isinstance(value, str):
        if "@" in value:
            value = EMAIL.sub(r"\1***@\2", value)
        return CARD.sub(mask_card, value)
    if isinstance(value, dict):
        return {name: mask(each) for name, each in value.items()}
    if isinstance(value, list):
        return [mask(each) for each in value]
    return value


def transform(record):
    answer = {"recordId": record["recordId"], "result": "ProcessingFailed", "data": record["data"]}
    try:
        event = json.loads(base64.b64decode(record["data"], validate=True))
    except ValueError:
        return answer
    if not isinstance(event, dict):
        return answer
    if not event.get("app") or not event.get("region"):
        answer["result"] = "Dropped"
        return answer
    text = json.dumps(mask(event), separators=(",", ":"), ensure_ascii=False)
    answer["data"] = base64.b64encode(text.encode()).decode()
    answer["result"] = "Ok"
    return answer


def lambda_handler(event, context):
    return {"records": [transform(record) for record in event["records"]]}
