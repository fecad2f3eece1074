#!/usr/bin/env bash
# The plain AWS CLI's glue commands against a started server. Prints a line per case.
set -u
aws() { /usr/bin/aws --endpoint-url "$HYDRANT_ENDPOINT" --output json glue "$@"; }
ok() { echo "ok $1"; }
not_ok() { echo "not ok $1: $2"; }
# check NAME EXPECTED ACTUAL
check() { if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "expected '$2', got '$3'"; fi; }
field() { jq -cr "$1"; }
table='{"Name":"Clicks","StorageDescriptor":{"Columns":[{"Name":"id","Type":"bigint"}]},"PartitionKeys":[{"Name":"day","Type":"string"}]}'
avro='{"type":"record","name":"r","fields":[{"name":"id","type":"int"}]}'

aws create-database --database-input Name=Web,Description=site && ok create-database || not_ok create-database failed
check get-database web "$(aws get-database --name web | field .Database.Name)"
check get-databases '["web"]' "$(aws get-databases | field '[.DatabaseList[].Name]')"
aws create-table --database-name web --table-input "$table" && ok create-table || not_ok create-table failed
check get-table '[{"Name":"id","Type":"bigint"}]' "$(aws get-table --database-name web --name clicks | field .Table.StorageDescriptor.Columns)"
aws update-table --database-name web --table-input "${table/bigint/int}"
check get-table-versions '["1","0"]' "$(aws get-table-versions --database-name web --table-name clicks | field '[.TableVersions[].VersionId]')"
check get-table-version bigint "$(aws get-table-version --database-name web --table-name clicks --version-id 0 | field '.TableVersion.Table.StorageDescriptor.Columns[0].Type')"
check get-tables 1 "$(aws get-tables --database-name web --expression 'c*' | field '.TableList | length')"
aws get-table --database-name web --name nothing 2>&1 | grep -q "EntityNotFoundException.*Entity Not Found" && ok get-unknown-table || not_ok get-unknown-table "wrong error"
check create-registry "arn:aws:glue:eu-central-1:111122223333:registry/r" "$(aws create-registry --registry-name r | field .RegistryArn)"
check create-schema AVAILABLE "$(aws create-schema --registry-id RegistryName=r --schema-name s --data-format AVRO --compatibility FULL --schema-definition "$avro" | field .SchemaVersionStatus)"
check register-incompatible FAILURE "$(aws register-schema-version --schema-id RegistryName=r,SchemaName=s --schema-definition "${avro/int/string}" | field .Status)"
check get-schema-version 1 "$(aws get-schema-version --schema-id RegistryName=r,SchemaName=s --schema-version-number LatestVersion=true | field .VersionNumber)"
check check-validity false "$(aws check-schema-version-validity --data-format AVRO --schema-definition '"none"' | field .Valid)"
check delete-registry DELETING "$(aws delete-registry --registry-id RegistryName=r | field .Status)"
aws delete-table --database-name web --name clicks && ok delete-table || not_ok delete-table failed
aws delete-database --name web && ok delete-database || not_ok delete-database failed
echo done
