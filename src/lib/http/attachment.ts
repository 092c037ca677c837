const letters: Record<string, string> = {
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss', ẞ: 'SS' },
  ...{ æ: 'ae', Æ: 'Ae', œ: 'oe', Œ: 'Oe', ø: 'o', Ø: 'O', å: 'a', Å: 'A', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D' },
  ...{ þ: 'th', Þ: 'Th', ð: 'd', Ð: 'D', ı: 'i', '–': '-', '—': '-', '’': "'", '‘': "'", '“': "'", '”': "'" },
}

/** The same name in ASCII, for clients that know no other: `Größe.csv` becomes `Groesse.csv`. */
export function asciiName(name: string): string {
  const spelled = Array.from(name.normalize('NFC'), (character) => letters[character] ?? character).join('')
  const plain = spelled
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/["\\%]/g, '_')
    .replace(/[^ -~]+/g, '_')
  return /^[_ ]*\./.test(plain) ? `export${plain.slice(plain.indexOf('.'))}` : plain
}

/** The header that makes a browser save a file under its name (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${encoded}`
}
