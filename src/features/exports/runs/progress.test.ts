import { describe, expect, it } from 'vitest'
import { Progress } from './progress.ts'

describe('the progress of a run', () => {
  it('believes the count that the client was shown more than the planner', () => {
    const progress = new Progress(200_000)
    progress.opened(70_331)
    progress.read(90_000)
    progress.wrote(80_000)
    expect(progress.report()).toMatchObject({ rowsEstimated: 200_000, progressPercentage: 39.2 })
  })

  it('stays away from the end while more rows are read than anybody expected', () => {
    const progress = new Progress(null)
    progress.opened(62_429)
    for (let rows = 70_000; rows <= 300_000; rows += 10_000) {
      progress.read(rows)
      progress.wrote(rows)
      expect(progress.report().progressPercentage).toBeLessThan(80)
    }
    progress.readAll(300_000)
    progress.wrote(300_000)
    expect(progress.report()).toMatchObject({ rowsEstimated: 300_000, progressPercentage: 98 })
  })

  it('knows the rows exactly once all are read, though the encoder is behind', () => {
    const progress = new Progress(null)
    progress.opened(10)
    progress.readAll(1000)
    progress.wrote(250)
    expect(progress.report()).toMatchObject({ rowsEstimated: 1000, progressPercentage: 24.5 })
  })

  it('of no rows is nothing', () => {
    const progress = new Progress(null)
    progress.opened(0)
    expect(progress.report()).toMatchObject({ rowsDone: 0, progressPercentage: 0 })
  })
})
