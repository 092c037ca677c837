import { metrics, trueTypeFont } from '../fonts/true-type.ts'
import type { GlyphSet } from '../shaping/glyph-set.ts'
import type { PdfDocument } from './document.ts'

const mostEntries = 100

/** Writes the font with exactly the glyphs that the pages use, and how to read its texts back. */
export async function writeFont(
  document: PdfDocument,
  id: number,
  { glyphs, texts }: GlyphSet,
  style: string,
  stemWidth: number,
): Promise<void> {
  // Six letters and a plus mark a subset.
  const name = `/WAYBIL+WaybillNotoSans-${style}`
  const bytes = trueTypeFont(glyphs)
  const file = await document.stream(`/Length1 ${bytes.length}`, bytes)
  const { ascent, descent, capHeight } = metrics
  const descriptor = await document.object(
    `<</Type/FontDescriptor/FontName${name}/Flags 4/FontBBox[-1000 ${descent} 2000 ${ascent}]/ItalicAngle 0` +
      `/Ascent ${ascent}/Descent ${descent}/CapHeight ${capHeight}/StemV ${stemWidth}/FontFile2 ${file} 0 R>>`,
  )
  const widths = glyphs.map(({ advance }) => advance).join(' ')
  const descendant = await document.object(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>` +
      `/FontDescriptor ${descriptor} 0 R/CIDToGIDMap/Identity/W[0[${widths}]]>>`,
  )
  const toUnicode = await document.stream('', Buffer.from(characterMap(texts)))
  await document.object(
    `<</Type/Font/Subtype/Type0/BaseFont${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${toUnicode} 0 R>>`,
    id,
  )
}

function characterMap(texts: (string | undefined)[]): string {
  const entries = texts.flatMap((text, number) => {
    if (text === undefined) return []
    const units = Buffer.from(text, 'utf16le').swap16().toString('hex')
    return [`<${number.toString(16).padStart(4, '0')}><${units}>`]
  })
  const blocks: string[] = []
  for (let first = 0; first < entries.length; first += mostEntries) {
    const block = entries.slice(first, first + mostEntries)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return `/CIDInit/ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict/CMap defineresource pop
end
end
`
}
