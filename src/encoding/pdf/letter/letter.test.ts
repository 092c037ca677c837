import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { folder, run } from '../../../../tests/samples/sample-pdf.ts'
import { type Letter, writeLetter } from './letter.ts'

const letter: Letter = {
  company: 'Müller & Söhne',
  title: 'Purchase order PO-00001',
  addressee: '株式会社 Northern Paper',
  facts: [['Deliver to', 'North hall']],
  columns: [
    { label: 'Item', share: 4 },
    { label: 'Amount', share: 2, isRight: true },
  ],
  rows: Array.from({ length: 80 }, (_, index) => [
    `Item no. ${index} ${'of long words '.repeat(8)}`,
    `${index}.50`,
  ]),
  totals: [['Total', '3,200.00 EUR']],
  notes: 'Ring before you come.',
  timeZone: 'Asia/Tokyo',
}

it('notes that are longer than their page go on on the next one', async () => {
  const lines = Array.from({ length: 150 }, (_, index) => `Note no. ${index}.`)
  const pages = await pagesOf({ ...letter, rows: letter.rows.slice(0, 3), notes: lines.join('\n') })
  expect(pages.length).toBeGreaterThan(2)
  const text = pages.join('\n')
  for (const line of lines) expect(text.split(line)).toHaveLength(2)
  expect(pages[0]).toContain(lines[0])
  expect(pages.at(-1)).toContain(lines.at(-1))
  expect(text).not.toContain('…')
})

async function pagesOf(given: Letter): Promise<string[]> {
  const chunks: Buffer[] = []
  await writeLetter(given, (bytes) => void chunks.push(Buffer.from(bytes)))
  const path = join(folder, 'letter.pdf')
  writeFileSync(path, Buffer.concat(chunks))
  expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors')
  return run('pdftotext', '-layout', path, '-').split('\f').slice(0, -1)
}

it('a letter has every row once, labels on every page, and its total at the end', async () => {
  const pages = await pagesOf(letter)
  expect(pages.length).toBeGreaterThan(3)
  for (const [index, page] of pages.entries()) {
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
    if (index < pages.length - 1) expect(page).toMatch(/Item +Amount/)
  }
  const text = pages.join('\n')
  for (const [index] of letter.rows.entries()) expect(text.split(`Item no. ${index} `)).toHaveLength(2)
  expect(text).toContain('株式会社')
  expect(pages.at(-1)).toMatch(/Total +3,200.00 EUR/)
  expect(pages.at(-1)).toContain('Ring before you come.')
})
