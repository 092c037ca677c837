import { describe, expect, test, vi } from 'vitest'
import {
  copyText,
  inOrder,
  nastyTable,
  sampleColumns,
  text,
  writeAll,
} from '../../../tests/samples/sample-table.ts'
import { formats } from '../formats.ts'
import { rowBatches, wholeRows } from './row-batch.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

describe('chunks of COPY text', () => {
  test.each(formats)('$key has the same bytes wherever the spool is cut', async (format) => {
    const table = nastyTable()
    const rows = table.rows.slice(0, 45)
    const spool = copyText(rows)
    const { file } = await writeAll(format, table.columns, [spool])
    // All formats read by the same cuts; of those that are dear to make, some have to do.
    const step = ['excel', 'pdf'].includes(format.key) ? 13 : 1
    for (let cut = 0; cut <= spool.length; cut += step) {
      const cutFile = await writeAll(format, table.columns, [spool.subarray(0, cut), spool.subarray(cut)])
      expect(cutFile.file.equals(file), `cut at ${cut}`).toBe(true)
    }
    const bytewise = await writeAll(
      format,
      table.columns,
      Array.from(spool, (byte) => Buffer.of(byte)),
    )
    expect(bytewise.file.equals(file)).toBe(true)
  })

  test.each(formats)('$key leaves out the key columns', async (format) => {
    const table = nastyTable()
    const withKeys = table.rows.map((row, index) => [...row, text(`key ${index}`), text('\\')])
    const { file } = await writeAll(format, table.columns, [copyText(table.rows)])
    const keyed = await writeAll(format, table.columns, [copyText(withKeys)], {}, 2)
    expect(keyed.file.equals(file)).toBe(true)
  })

  test.each(formats)('$key writes rows far longer than a batch, and many short ones', async (format) => {
    const columns = sampleColumns(['text', 'text'])
    const long = 'x"\n=\u0001'.repeat(60_000)
    const rows = Array.from({ length: 30_000 }, (_, row) => [
      text(`row ${row}`),
      text(row % 9_999 ? 'é' : long),
    ])
    const spool = copyText(rows)
    const whole = await writeAll(format, columns, [spool])
    const cut = await writeAll(format, columns, [spool.subarray(0, 99_999), spool.subarray(99_999)])
    expect(whole.rows).toBe(30_000)
    expect(whole.file.equals(cut.file)).toBe(true)
  })

  test('a row with another number of fields is refused', async () => {
    for (const spool of ['a\n', 'a\tb\tc\n', 'a\tb\nc\n', 'a\nb\tc\td\n', 'a\tb\n\n']) {
      await expect(drain(rowBatches(inOrder([Buffer.from(spool)]), 2)), spool).rejects.toThrow('2 fields')
    }
  })

  test('a row that only looks complete beside the batch before it is refused', async () => {
    const chunks = [Buffer.from('\t\n\t\n'), Buffer.from('a\nb\n')]
    await expect(drain(rowBatches(inOrder(chunks), 2))).rejects.toThrow('2 fields')
  })

  test('text that ends inside a row is refused', async () => {
    await expect(drain(wholeRows(inOrder([Buffer.from('a\tb\nc')])))).rejects.toThrow('inside a row')
  })
})

async function drain(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}
