import type { About } from '../../rows/format.ts'
import { pdfText } from './document.ts'

/** Title, author and instant of the snapshot as readers list them. */
export function infoDictionary(about: About): string {
  const entries = [
    `/Title${pdfText(about.exportName)}`,
    `/Author${pdfText(about.requestedBy)}`,
    `/Subject${pdfText(about.dataset)}`,
    `/Creator${pdfText('Waybill')}/Producer${pdfText('Waybill')}`,
  ]
  const instant = isoInstant(about)
  const date = instant && `(D:${instant.replace(/\D/g, '').slice(0, 14)}Z)`
  if (date) entries.push(`/CreationDate${date}/ModDate${date}`)
  return `<<${entries.join('')}>>`
}

/** The same as XMP, with the language. */
export function xmpPacket(about: About): string {
  const instant = isoInstant(about)
  const dates =
    instant && `<xmp:CreateDate>${instant}</xmp:CreateDate><xmp:ModifyDate>${instant}</xmp:ModifyDate>`
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(about.exportName)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${escaped(about.requestedBy)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>
<dc:identifier>${escaped(about.exportId)}</dc:identifier>
<xmp:CreatorTool>Waybill</xmp:CreatorTool>${dates}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`
}

function isoInstant({ snapshotAt }: About): string {
  const date = new Date(snapshotAt)
  return Number.isNaN(date.getTime()) ? '' : `${date.toISOString().slice(0, 19)}Z`
}

/** Characters that XML has no place for are left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
}
