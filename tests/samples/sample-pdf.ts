import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pdf } from '../../src/encoding/pdf/pdf.ts'
import { writePdf } from '../../src/encoding/pdf/pdf-writer.ts'
import { doubledHours } from '../../src/encoding/rows/doubled-hours.ts'
import type { About } from '../../src/encoding/rows/format.ts'
import { rowBatches } from '../../src/encoding/rows/row-batch.ts'
import { copyText, inOrder, type SampleTable } from './sample-table.ts'

export const folder = mkdtempSync(join(tmpdir(), 'waybill-pdf-'))
process.once('exit', () => rmSync(folder, { recursive: true }))

export const about: About = {
  exportId: '01980000-0000-7000-8000-00000000abcd',
  exportName: 'Órders & “Üses” 株式会社',
  dataset: 'Sales',
  filters: ['Status is shipped'],
  timeZone: 'Europe/Berlin',
  snapshotAt: '2026-10-01T06:12:33.123Z',
  company: 'Hafen & Söhne',
  snapshotLocal: '2026-10-01 08:12:33',
  requestedBy: 'Ada Lovelace',
}

export async function written(table: SampleTable, options: Record<string, unknown> = {}, chunks?: Buffer[]) {
  const path = join(folder, 'file.pdf')
  const pieces: Buffer[] = []
  const rows = rowBatches(inOrder(chunks ?? [copyText(table.rows)]), table.columns.length)
  const input = {
    ...{ rows, columns: table.columns, options: pdf.dialect(options), about },
    doubledHours: doubledHours(about.timeZone),
  }
  const counts = await writePdf(input, (bytes) => {
    pieces.push(Buffer.from(bytes))
  })
  const bytes = Buffer.concat(pieces)
  writeFileSync(path, bytes)
  const pages = Number(/^Pages: +(\d+)/m.exec(run('pdfinfo', path))?.[1])
  return { path, bytes, pages, ...counts }
}

export function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

/** All texts of the table pages in the order of the file, without blanks and without what pages repeat. */
export function tableTexts(path: string): string {
  const pages = run('pdftotext', '-raw', path, '-').split('\f').slice(0, -1)
  return pages
    .map((page, index) => {
      const found = withoutBlanks(page)
      const foot = found.lastIndexOf(`Page${index + 1}of${pages.length}`)
      return found.slice(found.indexOf(about.exportId) + about.exportId.length, foot)
    })
    .join('')
}

/** Blanks hang over at line ends, and nobody sees joiners and marks of direction. */
export function withoutBlanks(value: string): string {
  return value.replace(/[\s\p{Cf}\u0085]/gu, '')
}
