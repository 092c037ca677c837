/** Rows of equal length, one after the other. */
export type Matrix = Float64Array

/**
 * product[r, c] = sum over i of left[r, i] right[c, i]: the product with the transposed right side, whose rows are then
 * read in order. Two rows and four columns are summed at once, which is what fits into the registers.
 */
export function multiplyByTransposed(
  left: Matrix,
  rows: number,
  right: Matrix,
  columns: number,
  inner: number,
  product: Matrix,
): void {
  let row = 0
  for (; row + 1 < rows; row += 2) {
    const a = row * inner
    const b = a + inner
    let column = 0
    for (; column + 3 < columns; column += 4) {
      const p = column * inner
      const q = p + inner
      const r = q + inner
      const s = r + inner
      let ap = 0
      let aq = 0
      let ar = 0
      let as = 0
      let bp = 0
      let bq = 0
      let br = 0
      let bs = 0
      for (let i = 0; i < inner; i += 1) {
        const av = left[a + i]!
        const bv = left[b + i]!
        const pv = right[p + i]!
        const qv = right[q + i]!
        const rv = right[r + i]!
        const sv = right[s + i]!
        ap += av * pv
        aq += av * qv
        ar += av * rv
        as += av * sv
        bp += bv * pv
        bq += bv * qv
        br += bv * rv
        bs += bv * sv
      }
      const first = row * columns + column
      product[first] = ap
      product[first + 1] = aq
      product[first + 2] = ar
      product[first + 3] = as
      const second = first + columns
      product[second] = bp
      product[second + 1] = bq
      product[second + 2] = br
      product[second + 3] = bs
    }
    for (; column < columns; column += 1) {
      product[row * columns + column] = dot(left, a, right, column * inner, inner)
      product[(row + 1) * columns + column] = dot(left, b, right, column * inner, inner)
    }
  }
  if (row < rows)
    for (let column = 0; column < columns; column += 1)
      product[row * columns + column] = dot(left, row * inner, right, column * inner, inner)
}

function dot(left: Matrix, from: number, right: Matrix, to: number, inner: number): number {
  let sum = 0
  for (let i = 0; i < inner; i += 1) sum += left[from + i]! * right[to + i]!
  return sum
}

/** Rows become columns. */
export function transpose(matrix: Matrix, rows: number, columns: number, transposed: Matrix): void {
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      transposed[column * rows + row] = matrix[row * columns + column]!
}
