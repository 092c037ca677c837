/** Colours of the console as operators: `rg` fills, `RG` draws lines. */
export const ink = colour('1a2227', 'rg')
export const quiet = colour('56646b', 'rg')
export const petrol = colour('175e62', 'rg')
export const petrolDark = colour('104c50', 'rg')
export const petrolTint = colour('eaf5f5', 'rg')
export const zebra = colour('f6f8f9', 'rg')
export const hairline = colour('d3dadd', 'RG')
export const petrolLine = colour('175e62', 'RG')

function colour(hex: string, operator: 'rg' | 'RG'): string {
  const parts = [0, 2, 4].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(3))
  return `${parts.join(' ')} ${operator}\n`
}
