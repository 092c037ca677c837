import type { PdfDialect } from './pdf-options.ts'

/** Everything in hundredths of a point. */
export interface PageSize {
  width: number
  height: number
}

const papers = { A4: { width: 59_528, height: 84_189 }, Letter: { width: 61_200, height: 79_200 } }

export const margin = { side: 2800, top: 2600, bottom: 2600 }

/** How often a page may be made as large as two of the size before: from A4 to A0. */
export const maxDoublings = 4

/** A page of that paper, or of the size that `doublings` foldings make into it. */
export function pageSize(paper: PdfDialect['paper'], isLandscape: boolean, doublings = 0): PageSize {
  let { width, height } = papers[paper]
  for (let left = doublings; left > 0; left--) [width, height] = [height, 2 * width]
  return isLandscape ? { width: height, height: width } : { width, height }
}

/** Room between the margins. */
export function roomOf({ width }: PageSize): number {
  return width - 2 * margin.side
}
