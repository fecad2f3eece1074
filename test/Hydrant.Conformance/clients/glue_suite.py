"""boto3's Glue client against a started server. Prints a line per case."""
import json
import os
import urllib.request

import boto3
from botocore.config import Config

from cases import case, refused

config = Config(retries={"max_attempts": 1})
glue = boto3.client("glue", endpoint_url=os.environ["HYDRANT_ENDPOINT"], config=config)
ACCOUNT = "111122223333"
FIRST = json.dumps({"type": "record", "name": "Click", "namespace": "web", "fields": [{"name": "id", "type": "long"}]})
SECOND = json.dumps({"type": "record", "name": "Click", "namespace": "web", "fields": [
    {"name": "id", "type": "long"}, {"name": "app", "type": ["null", "string"], "default": None}]})
THIRD = json.dumps({"type": "record", "name": "Click", "namespace": "web", "fields": [{"name": "id", "type": "string"}]})


def table(name, *columns):
    return {
        "Name": name,
        "TableType": "EXTERNAL_TABLE",
        "PartitionKeys": [{"Name": "day", "Type": "string"}],
        "Parameters": {"classification": "parquet"},
        "StorageDescriptor": {
            "Columns": [{"Name": column, "Type": kind} for column, kind in columns],
            "Location": "s3://lake/clicks/",
            "InputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "OutputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
            "SerdeInfo": {"SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe", "Parameters": {}},
            "Compressed": False, "NumberOfBuckets": -1, "BucketColumns": [], "Parameters": {},
            "SortColumns": [{"Column": "id", "SortOrder": 1}],
        },
    }


@case
def databases_are_made_told_changed_and_listed():
    glue.create_database(DatabaseInput={"Name": "Lake", "Description": "all of it", "LocationUri": "s3://lake/"})
    found = glue.get_database(Name="LAKE")["Database"]
    assert (found["Name"], found["Description"], found["CatalogId"]) == ("lake", "all of it", ACCOUNT), found
    assert found["CreateTime"].year >= 2024, found
    glue.update_database(Name="lake", DatabaseInput={"Name": "lake", "Parameters": {"a": "b"}})
    assert glue.get_database(Name="lake")["Database"]["Parameters"] == {"a": "b"}
    for name in ("more", "most"):
        glue.create_database(DatabaseInput={"Name": name})
    pages = glue.get_paginator("get_databases").paginate(PaginationConfig={"PageSize": 2})
    assert [d["Name"] for page in pages for d in page["DatabaseList"]] == ["lake", "more", "most"]
    glue.delete_database(Name="most")


@case
def what_is_not_there_or_there_twice_is_refused():
    refused("EntityNotFoundException", "Database nowhere not found.", glue.get_database, Name="nowhere")
    refused("EntityNotFoundException", "Database nowhere not found.", glue.get_table, DatabaseName="nowhere", Name="t")
    refused("EntityNotFoundException", "Entity Not Found", glue.get_table, DatabaseName="lake", Name="nothing")
    refused("EntityNotFoundException", "Database nowhere not found.", glue.create_table, DatabaseName="nowhere", TableInput=table("t"))
    refused("AlreadyExistsException", "Database already exists.", glue.create_database, DatabaseInput={"Name": "LAKE"})
    refused("EntityNotFoundException", "Catalog 999999999999", glue.get_database, CatalogId="999999999999", Name="lake")
    assert glue.get_database(CatalogId=ACCOUNT, Name="lake")["Database"]["Name"] == "lake"


@case
def a_table_is_told_as_it_was_made():
    made = table("Clicks", ("id", "bigint"), ("tags", "array<struct<k:string,v:double>>"))
    glue.create_table(DatabaseName="lake", TableInput=made)
    found = glue.get_table(DatabaseName="lake", Name="clicks")["Table"]
    assert found["StorageDescriptor"] == made["StorageDescriptor"], found
    assert found["PartitionKeys"] == made["PartitionKeys"] and found["Parameters"] == made["Parameters"]
    assert (found["Name"], found["DatabaseName"], found["VersionId"]) == ("clicks", "lake", "0"), found
    refused("AlreadyExistsException", "Table already exists.", glue.create_table, DatabaseName="lake", TableInput=made)


@case
def updates_keep_versions():
    glue.update_table(DatabaseName="lake", TableInput=table("clicks", ("id", "bigint"), ("app", "string")))
    glue.update_table(DatabaseName="lake", TableInput=table("clicks", ("id", "bigint")), SkipArchive=True)
    versions = glue.get_table_versions(DatabaseName="lake", TableName="clicks")["TableVersions"]
    assert [version["VersionId"] for version in versions] == ["2", "0"], versions
    first = glue.get_table_version(DatabaseName="lake", TableName="clicks", VersionId="0")["TableVersion"]
    assert len(first["Table"]["StorageDescriptor"]["Columns"]) == 2, first
    refused("ConcurrentModificationException", "concurrent modifications", glue.update_table,
            DatabaseName="lake", TableInput=table("clicks"), VersionId="0")
    glue.delete_table_version(DatabaseName="lake", TableName="clicks", VersionId="0")
    refused("EntityNotFoundException", "Version not found", glue.get_table_version, DatabaseName="lake", TableName="clicks", VersionId="0")


@case
def tables_are_listed_by_pages_and_by_expression():
    for name in ("access_log", "app", "orders"):
        glue.create_table(DatabaseName="lake", TableInput=table(name))
    pages = glue.get_paginator("get_tables").paginate(DatabaseName="lake", PaginationConfig={"PageSize": 2})
    assert [t["Name"] for page in pages for t in page["TableList"]] == ["access_log", "app", "clicks", "orders"]
    assert [t["Name"] for t in glue.get_tables(DatabaseName="lake", Expression="a*")["TableList"]] == ["access_log", "app"]
    errors = glue.batch_delete_table(DatabaseName="lake", TablesToDelete=["app", "nothing"])["Errors"]
    assert [error["TableName"] for error in errors] == ["nothing"], errors
    glue.delete_table(DatabaseName="lake", Name="orders")
    refused("InvalidInputException", "Invalid token", glue.get_tables, DatabaseName="lake", NextToken="!")


@case
def members_that_are_not_honoured_are_refused_by_name():
    refused("InvalidInputException", "PartitionIndexes is not supported by this server.", glue.create_table,
            DatabaseName="lake", TableInput=table("t"), PartitionIndexes=[{"Keys": ["day"], "IndexName": "i"}])
    refused("InvalidInputException", "databaseInput.TargetDatabase is not supported", glue.create_database,
            DatabaseInput={"Name": "link", "TargetDatabase": {"DatabaseName": "lake"}})


@case
def registries_are_made_told_and_listed():
    made = glue.create_registry(RegistryName="web", Description="of the site", Tags={"team": "lake"})
    assert made["RegistryArn"] == f"arn:aws:glue:eu-central-1:{ACCOUNT}:registry/web", made
    found = glue.get_registry(RegistryId={"RegistryArn": made["RegistryArn"]})
    assert found["Status"] == "AVAILABLE" and found["CreatedTime"].endswith("Z"), found
    assert [r["RegistryName"] for r in glue.list_registries()["Registries"]] == ["web"]
    refused("AlreadyExistsException", "Registry already exists. RegistryName: web", glue.create_registry, RegistryName="web")
    refused("EntityNotFoundException", "Registry is not found.", glue.get_registry, RegistryId={"RegistryName": "none"})


@case
def schemas_keep_their_promise():
    made = glue.create_schema(RegistryId={"RegistryName": "web"}, SchemaName="click", DataFormat="AVRO",
                              Compatibility="BACKWARD", SchemaDefinition=FIRST)
    assert made["LatestSchemaVersion"] == 1 and made["SchemaVersionStatus"] == "AVAILABLE", made
    schema = {"RegistryName": "web", "SchemaName": "click"}
    second = glue.register_schema_version(SchemaId=schema, SchemaDefinition=SECOND)
    assert (second["VersionNumber"], second["Status"]) == (2, "AVAILABLE"), second
    third = glue.register_schema_version(SchemaId=schema, SchemaDefinition=THIRD)
    assert third["Status"] == "FAILURE", third
    latest = glue.get_schema_version(SchemaId=schema, SchemaVersionNumber={"LatestVersion": True})
    assert latest["SchemaDefinition"] == SECOND and latest["VersionNumber"] == 2, latest
    assert glue.get_schema_version(SchemaVersionId=made["SchemaVersionId"])["SchemaDefinition"] == FIRST
    assert glue.get_schema_version(SchemaId={"SchemaArn": made["SchemaArn"]}, SchemaVersionNumber={"VersionNumber": 2})["VersionNumber"] == 2
    known = glue.get_schema_by_definition(SchemaId=schema, SchemaDefinition=FIRST)
    assert known["SchemaVersionId"] == made["SchemaVersionId"], known
    versions = glue.list_schema_versions(SchemaId=schema)["Schemas"]
    assert [v["Status"] for v in versions] == ["AVAILABLE", "AVAILABLE", "FAILURE"], versions
    glue.update_schema(SchemaId=schema, Compatibility="NONE", SchemaVersionNumber={"LatestVersion": True})
    found = glue.get_schema(SchemaId=schema)
    assert (found["Compatibility"], found["SchemaCheckpoint"], found["NextSchemaVersion"]) == ("NONE", 2, 4), found
    errors = glue.delete_schema_versions(SchemaId=schema, Versions="3-4")["SchemaVersionErrors"]
    assert [error["VersionNumber"] for error in errors] == [4], errors
    refused("InvalidInputException", "Only one of VersionNumber or LatestVersion is required.", glue.get_schema_version,
            SchemaId=schema, SchemaVersionNumber={"LatestVersion": True, "VersionNumber": 1})


@case
def definitions_are_checked():
    assert glue.check_schema_version_validity(DataFormat="AVRO", SchemaDefinition=FIRST)["Valid"]
    wrong = glue.check_schema_version_validity(DataFormat="JSON", SchemaDefinition='{"type":"strin"}')
    assert not wrong["Valid"] and "type" in wrong["Error"], wrong
    refused("InvalidInputException", "Schema definition of AVRO data format is invalid", glue.create_schema,
            SchemaName="bad", DataFormat="AVRO", SchemaDefinition='"strin"')


@case
def a_table_takes_its_columns_from_the_registry():
    made = table("byschema")
    made["StorageDescriptor"]["SchemaReference"] = {"SchemaId": {"RegistryName": "web", "SchemaName": "click"}, "SchemaVersionNumber": 2}
    glue.create_table(DatabaseName="lake", TableInput=made)
    found = glue.get_table(DatabaseName="lake", Name="byschema")["Table"]["StorageDescriptor"]["Columns"]
    assert found == [{"Name": "id", "Type": "bigint"}, {"Name": "app", "Type": "string"}], found


@case
def a_json_schema_evolves():
    closed = {"type": "object", "properties": {"id": {"type": "integer"}}, "additionalProperties": False}
    wider = {"type": "object", "properties": {"id": {"type": "integer"}, "app": {"type": "string"}}, "additionalProperties": False}
    glue.create_schema(SchemaName="event", DataFormat="JSON", Compatibility="BACKWARD", SchemaDefinition=json.dumps(closed))
    schema = {"SchemaName": "event", "RegistryName": "default-registry"}
    assert glue.register_schema_version(SchemaId=schema, SchemaDefinition=json.dumps(wider))["Status"] == "AVAILABLE"
    assert glue.register_schema_version(SchemaId=schema, SchemaDefinition=json.dumps(closed))["VersionNumber"] == 1
    narrow = dict(wider, required=["app"])
    assert glue.register_schema_version(SchemaId=schema, SchemaDefinition=json.dumps(narrow))["Status"] == "FAILURE"
    assert [s["SchemaName"] for s in glue.list_schemas()["Schemas"]] == ["click", "event"]
    assert glue.delete_schema(SchemaId=schema)["Status"] == "DELETING"
    assert glue.delete_registry(RegistryId={"RegistryName": "default-registry"})["Status"] == "DELETING"


@case
def a_table_is_inferred_from_records_and_made():
    body = b'{"Id":1,"at":{"lat":1.5}}\n{"id":3000000000,"tags":["a"]}\n'
    url = os.environ["HYDRANT_ENDPOINT"].rstrip("/") + "/_hydrant/tables/infer?name=seen"
    inferred = json.load(urllib.request.urlopen(urllib.request.Request(url, data=body, method="POST")))
    glue.create_table(DatabaseName="lake", TableInput=inferred)
    found = glue.get_table(DatabaseName="lake", Name="seen")["Table"]["StorageDescriptor"]["Columns"]
    assert found == [{"Name": "id", "Type": "bigint"}, {"Name": "at", "Type": "struct<lat:double>"},
                     {"Name": "tags", "Type": "array<string>"}], found


@case
def a_database_takes_its_tables_along():
    glue.delete_database(Name="lake")
    glue.create_database(DatabaseInput={"Name": "lake"})
    assert glue.get_tables(DatabaseName="lake")["TableList"] == []


print("done")
