// What both PDF yardsticks draw: A4 landscape, ten columns, one line a row. The font is one that every reader
// has: letters it lacks come out wrong, but an embedded one takes several times as long.

import { columns } from './columns.mjs'

export const font = 'Helvetica'
export const margin = 24
export const fontSize = 6
export const rowHeight = 10
export const rowsOnPage = 50

const pageWidth = 841.89
const characters = columns.reduce((sum, { width }) => sum + width, 0)

/** In points. */
export const widths = columns.map(({ width }) => (width / characters) * (pageWidth - 2 * margin))
export const labels = columns.map(({ label }) => label)
