import Papa from 'papaparse'
import { formWorkbook } from '#src/encoding/xlsx/forms/form-workbook.ts'
import { attachment } from '#src/lib/http/attachment.ts'
import type { ImportTemplate } from '../schema.ts'

interface Kind {
  mediaType: string
  write: (title: string, remarks: string[][], headings: string[]) => BodyInit | Promise<BodyInit>
}

const kinds: Record<ImportTemplate['format'], Kind> = {
  csv: { mediaType: 'text/csv; charset=utf-8', write: (_, remarks, headings) => csv([...remarks, headings]) },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: formWorkbook,
  },
}

/** The template as a file to fill in. */
export async function templateFile(template: ImportTemplate): Promise<Response> {
  const { content, format, remarks, headings } = template
  const { mediaType, write } = kinds[format]
  const name = `${content} template`
  return new Response(await write(name, remarks, headings), {
    headers: { 'Content-Type': mediaType, 'Content-Disposition': attachment(`${name}.${format}`) },
  })
}

/** Each row as wide as the headings. Without a byte order mark Excel would not read it as UTF-8. */
function csv(rows: string[][]): string {
  const width = rows.at(-1)!.length
  const filled = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')])
  return `\ufeff${Papa.unparse(filled)}\r\n`
}
