"""Says which operations of a service boto3 knows, and how each call of a client ended."""


def say_calls(client):
    for name in client.meta.service_model.operation_names:
        print(f"knows {name}")
    said = set()

    def ended(http_response, model, **_):
        line = f"{'called' if http_response.status_code == 200 else 'refused'} {model.name}"
        if line not in said:
            print(line)
        said.add(line)

    client.meta.events.register(f"after-call.{client.meta.service_model.service_id.hyphenize()}", ended)
