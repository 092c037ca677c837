import type { PdfDialect } from './pdf-options.ts'

/** Everything in hundredths of a point. */
export interface PageSize {
  width: number
  height: number
}

const papers = {
  A4: { width: 59_528, height: 84_189 },
  A3: { width: 84_189, height: 119_055 },
  Letter: { width: 61_200, height: 79_200 },
}

export const margin = { side: 2800, top: 2600, bottom: 2600 }

export function pageSize(paper: PdfDialect['paper'], isLandscape: boolean): PageSize {
  const { width, height } = papers[paper]
  return isLandscape ? { width: height, height: width } : { width, height }
}

/** Room between the margins. */
export function roomOf({ width }: PageSize): number {
  return width - 2 * margin.side
}
