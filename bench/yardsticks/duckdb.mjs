// Parquet by DuckDB: COPY's CSV into a file, and DuckDB's own COPY of that file with the same types.

import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

const [select = '', outputPath = ''] = process.argv.slice(2)
const types = [
  ...["'id': 'VARCHAR'", "'created_at': 'TIMESTAMPTZ'", "'customer': 'VARCHAR'", "'sku': 'VARCHAR'"],
  ...["'quantity': 'BIGINT'", "'unit_price': 'DECIMAL(38,2)'", "'amount': 'DECIMAL(38,2)'"],
  ...["'status': 'VARCHAR'", "'is_returned': 'BOOLEAN'", "'note': 'VARCHAR'"],
]
const csvPath = `${outputPath}.csv`
const client = new pg.Client()
await client.connect()
await client.query("set timezone to 'UTC'")
const rows = client.query(copyTo(`copy (${select}) to stdout with (format csv)`))
await pipeline(rows, createWriteStream(csvPath))
await client.end()
const connection = await (await DuckDBInstance.create(':memory:')).connect()
await connection.run(`copy (select * from read_csv('${csvPath}', header=false, auto_detect=false, delim=',', quote='"',
  escape='"', columns={${types.join(', ')}})) to '${outputPath}' (format parquet, compression zstd)`)
await rm(csvPath)
console.log(rows.rowCount)
