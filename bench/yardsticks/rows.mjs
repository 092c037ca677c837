// How a program without COPY reads a large table: a cursor, some rows at a time. The connection comes from
// pg's own variables; the query is the first argument, the file to write the second.

import pg from 'pg'
import Cursor from 'pg-cursor'

export const [select = '', outputPath = ''] = process.argv.slice(2)

const batchRows = 5_000

/** Batches of rows as arrays of values; with `asText` every value is the server's own text or null. */
export async function* batches({ query = select, asText = false } = {}) {
  const client = new pg.Client()
  await client.connect()
  const types = asText ? { getTypeParser: () => (/** @type {string} */ text) => text } : undefined
  const cursor = client.query(new Cursor(query, [], { rowMode: 'array', types }))
  try {
    for (;;) {
      const rows = await cursor.read(batchRows)
      if (rows.length === 0) return
      yield rows
    }
  } finally {
    await cursor.close()
    await client.end()
  }
}
