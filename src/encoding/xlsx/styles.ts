import type { FileColumn } from '../rows/column.ts'
import { declaration, escaped, spreadsheet } from './markup.ts'

/** Numbers of the cell formats that every workbook has. */
export const textStyle = 1
export const headerStyle = 2
export const titleStyle = 3
export const labelStyle = 4
export const countStyle = 5

/** What the fixed cell formats above are made of: number format, font, fill. Format 49 is `@`, a text. */
const fixedFormats = [
  { numFmt: 0, font: 0, fill: 0 },
  { numFmt: 49, font: 0, fill: 0 },
  { numFmt: 49, font: 1, fill: 2 },
  { numFmt: 49, font: 2, fill: 0 },
  { numFmt: 49, font: 3, fill: 0 },
  { numFmt: 3, font: 0, fill: 0 },
]
/** Below it stand the formats that Excel brings along. */
const firstOwnFormat = 164

/** The cell formats of a workbook: one for each way in which its values are shown. */
export class CellStyles {
  readonly #codes: string[] = []

  /** The number of the cell format with that code, given out when it is new. */
  of(code: string): number {
    const known = this.#codes.indexOf(code)
    return fixedFormats.length + (known >= 0 ? known : this.#codes.push(code) - 1)
  }

  /** The part `xl/styles.xml`, with the formats given out so far. */
  xml(): string {
    return stylesXml(this.#codes)
  }
}

/** A time to the second, or to the millisecond; with the offset from UTC behind it where one is given. */
export function timeCode(hasFraction: boolean, offset = ''): string {
  const shown = offset === '' ? '' : `\\ "${offset}"`
  return `yyyy\\-mm\\-dd\\ hh:mm:ss${hasFraction ? '.000' : ''}${shown}`
}

/** Numbers in full, so that Excel never shows one with an exponent; dates in the one order all read alike. */
export function formatCode({ type, scale, masked }: FileColumn): string {
  if (masked) return '@'
  switch (type) {
    case 'integer':
      return '0'
    case 'decimal':
      return scale === undefined ? 'General' : `0${decimals(scale)}`
    case 'money':
      return `#,##0${moneyDecimals(scale ?? 2)}`
    case 'date':
      return 'yyyy\\-mm\\-dd'
    case 'timestamp':
      return timeCode(false)
    case 'boolean':
      return 'General'
    default:
      return '@'
  }
}

/** Two decimals, and more only where a value has them. */
function moneyDecimals(scale: number): string {
  return decimals(Math.min(scale, 2)) + '#'.repeat(Math.min(Math.max(0, scale - 2), 28))
}

/** Excel shows 30 decimals at most. */
function decimals(scale: number): string {
  return scale > 0 ? `.${'0'.repeat(Math.min(scale, 30))}` : ''
}

const face = '<name val="Calibri"/><family val="2"/>'
const fonts = [
  `<font><sz val="11"/>${face}</font>`,
  `<font><b/><sz val="11"/><color rgb="FFFFFFFF"/>${face}</font>`,
  `<font><b/><sz val="14"/>${face}</font>`,
  `<font><b/><sz val="11"/>${face}</font>`,
]
// The first two are what every reader expects there.
const fills = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FF175E62"/><bgColor indexed="64"/></patternFill></fill>',
]

function stylesXml(codes: string[]): string {
  const own = codes.map((code, index) => ({ id: firstOwnFormat + index, code: escaped(code) }))
  const formats = [...fixedFormats, ...own.map(({ id }) => ({ numFmt: id, font: 0, fill: 0 }))]
  return [
    `${declaration}<styleSheet xmlns="${spreadsheet}">`,
    list(
      'numFmts',
      own.map(({ id, code }) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`),
    ),
    list('fonts', fonts),
    list('fills', fills),
    list('borders', ['<border><left/><right/><top/><bottom/><diagonal/></border>']),
    list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
    list('cellXfs', formats.map(cellFormat)),
    list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
    '</styleSheet>',
  ].join('')
}

function cellFormat({ numFmt, font, fill }: (typeof fixedFormats)[number]): string {
  const applied = `applyNumberFormat="1" applyFont="1" applyFill="1"`
  return `<xf numFmtId="${numFmt}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" ${applied}/>`
}

function list(name: string, items: string[]): string {
  return `<${name} count="${items.length}">${items.join('')}</${name}>`
}
