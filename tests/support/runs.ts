/** How many random examples a long property is tried with: all of them where everything is tested, else a quarter. */
export function runs(all: number): { numRuns: number } {
  return { numRuns: process.env.FULL ? all : Math.ceil(all / 4) }
}
