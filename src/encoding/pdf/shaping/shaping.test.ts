import { beforeAll, describe, expect, test, vi } from 'vitest'
import { run, written } from '../../../../tests/samples/sample-pdf.ts'
import { sampleColumns, text } from '../../../../tests/samples/sample-table.ts'
import { FontFamilies } from '../fonts/font-families.ts'
import { GlyphSet } from './glyph-set.ts'
import { paragraphOf } from './paragraph.ts'
import { loadShaperFor, ShapedFonts } from './shaped-fonts.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 })

const corpus = {
  Arabic: ['مرحبا بالعالم', 'لا إله', '١٢٣٫٤٥', 'شركة النقل المحدودة', 'پرداخت گاز چای'],
  Hebrew: ['שלום עולם', 'חברת הובלה בע״מ'],
  Thai: ['สวัสดีชาวโลก', 'ใบแจ้งหนี้เลขที่ ๑๒๓', 'น้ำตาลปี๊บ'],
  Devanagari: ['नमस्ते दुनिया', 'हिन्दी क्षत्रिय श्री', 'कर्म १२३'],
  Bengali: ['আমার সোনার বাংলা', 'ক্ষেত্র ১২৩'],
  Tamil: ['தமிழ் மொழி', 'ஸ்ரீ கொடுக்க'],
  'letters with marks': ['x\u0302 q\u0323 i\u0331', 'Ж\u0301', 'Ελλάδα α\u0304\u0301', 'Zürich'],
  'Chinese, Korean and emoji beside them': ['株式会社 한국어 🚚'],
}

describe('texts whose letters hang on their neighbours', () => {
  test.each(Object.entries(corpus))('%s is read back as it was written', async (_, texts) => {
    const rows = texts.map((value) => [text(value)])
    const { path, cutCells } = await written({ columns: sampleColumns(['text']), rows }, { cover: false })
    expect(cutCells).toBe(0)
    const found = run('pdftotext', '-layout', path, '-')
    for (const value of texts) expect(found).toContain(value.normalize('NFC'))
  })

  test('words and numbers in lines of both directions are whole', async () => {
    const value = 'שולם 1234.50 EUR ל Acme (ABC) היום'
    const { path, cutCells } = await written({ columns: sampleColumns(['text']), rows: [[text(value)]] })
    expect(cutCells).toBe(0)
    const found = run('pdftotext', '-layout', path, '-').replace(/[\u202a-\u202e]/g, '')
    for (const word of value.match(/[\p{L}\d.]+/gu) ?? []) expect(found).toContain(word)
  })

  test('lines from right to left end at the right edge, also where they are wrapped', async () => {
    const long = Array.from({ length: 60 }, () => 'שלום').join(' ')
    const table = { columns: sampleColumns(['text', 'text']), rows: [[text(long), text('left')]] }
    const { path } = await written(table, { cover: false, orientation: 'portrait' })
    const words = [
      ...run('pdftotext', '-bbox', path, '-').matchAll(/xMax="([\d.]+)" yMax="([\d.]+)">(?:שלום|םולש)</g),
    ].map(([, right, bottom]) => ({ right: Number(right), bottom }))
    expect(words).toHaveLength(60)
    const lines = new Map<string | undefined, number>()
    for (const { right, bottom } of words) lines.set(bottom, Math.max(right, lines.get(bottom) ?? 0))
    expect(lines.size).toBeGreaterThan(1)
    const ends = [...lines.values()]
    expect(Math.max(...ends) - Math.min(...ends)).toBeLessThan(0.2)
  })
})

describe('a paragraph', () => {
  let set: GlyphSet
  beforeAll(async () => {
    await loadShaperFor(Buffer.from('ب'))
    set = new GlyphSet(new FontFamilies(400, 'UTC'), new ShapedFonts(400))
  })
  const numbers = (value: string) => paragraphOf(value, set).clusters.map(({ number }) => number)

  test('joins Arabic letters: first, middle and last look different', () => {
    expect(new Set(numbers('ببب')).size).toBe(3)
    expect(new Set(numbers('ב ב').filter((_, at) => at !== 1)).size).toBe(1)
  })

  test('makes one of an Indic syllable, and one of a letter with its marks', () => {
    expect(numbers('कि')).toHaveLength(1)
    expect(numbers('ক্ষে')).toHaveLength(1)
    expect(numbers('x\u0302')).toHaveLength(1)
  })

  test('puts a line into order from left to right, and mirrors brackets', () => {
    const { clusters, inLine, isRightToLeft } = paragraphOf('א (ab) 12', set)
    expect(isRightToLeft).toBe(true)
    const shown = inLine(clusters).map(({ number }) => set.texts[number])
    expect(shown.join('')).toBe('12 )ab( א')
    const mirrored = set.boxOf(0x28)?.outline.xs.map(Math.round)
    expect(mirrored).not.toEqual(set.boxOf(0x29)?.outline.xs.map(Math.round))
    expect(set.numberOf(0x29)).not.toBe(clusters.at(-4)?.number)
  })

  test('may be broken between Thai words, not inside them', () => {
    expect([...paragraphOf('สวัสดีชาวโลก', set).breaks]).toEqual([0, 6, 9])
  })

  test('is not whole where letters have no font or would be turned around by force', () => {
    expect(paragraphOf('שלום', set).isWhole).toBe(true)
    for (const value of ['తెలుగు', 'שלום \u202eabc', 'x\u0321'])
      expect(paragraphOf(value, set).isWhole).toBe(false)
  })
})
