import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Method } from '../../src/features/forecasting/models/panel/methods.ts'
import type { Task } from '../../src/features/forecasting/models/panel/tasks.ts'
import type { Grain } from './data.ts'

const seedsInSet = 3
const seriesInTask = 100

/** A grain's networks, one for each seed of the set. */
export function networkTasks({ histories: series, horizon, period }: Grain, set: number): Task[] {
  return Array.from({ length: seedsInSet }, (_, index) => ({
    ...{ kind: 'network', series, horizon, period },
    seed: set * seedsInSet + index + 1,
  }))
}

/** The other methods, a part of the series each. */
export function methodTasks({ histories, horizon, period }: Grain, methods: Method[]): Task[] {
  return Array.from({ length: Math.ceil(histories.length / seriesInTask) }, (_, part) => ({
    ...{ kind: 'methods', methods, horizon, period },
    series: histories.slice(part * seriesInTask, (part + 1) * seriesInTask),
  }))
}

/** Answers in the order of the tasks, for each series the forecasts of its task. */
export async function performAll(tasks: Task[], threads: number): Promise<Float64Array[][][]> {
  // The longest first, so that no thread is left alone with one at the end.
  const waiting = [...tasks.keys()].sort((a, b) => valuesIn(tasks[b]!) - valuesIn(tasks[a]!))
  const performed: Float64Array[][][] = []
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const thread = new Worker(new URL('../programs/forecast-thread.ts', import.meta.url))
      for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
        thread.postMessage(tasks[index])
        performed[index] = (await once(thread, 'message'))[0]
      }
      await thread.terminate()
    }),
  )
  return performed
}

function valuesIn({ series }: Task): number {
  return series.reduce((sum, { length }) => sum + length, 0)
}
