// What `\copy` does where there is no psql: the bytes of COPY, into the file.

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

const [copy = '', outputPath = ''] = process.argv.slice(2)
const client = new pg.Client()
await client.connect()
const stream = client.query(copyTo(copy))
await pipeline(stream, outputPath === '-' ? process.stdout : createWriteStream(outputPath))
await client.end()
if (outputPath !== '-') console.log(stream.rowCount)
else if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
