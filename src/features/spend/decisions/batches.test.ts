import { expect, it } from 'vitest'
import { Batches } from './batches.ts'

const limits = { perBatch: 3, batchesAtOnce: 2, mostWaiting: 5, longestWaitMs: 60_000 }

/** A runner whose batches end when the test says so. */
function runner() {
  const begun: { owner: string; requests: number[]; end: (error?: Error) => void }[] = []
  const run = (owner: string, requests: number[]) =>
    new Promise<number[]>((resolve, reject) => {
      begun.push({
        owner,
        requests,
        end: (error) => (error ? reject(error) : resolve(requests.map((request) => request * 10))),
      })
    })
  return { begun, run }
}

it('makes the next batch of what queued up meanwhile, in order and not larger than allowed', async () => {
  const { begun, run } = runner()
  const batches = new Batches(run, limits)
  const answers = [1, 2, 3, 4, 5].map((request) => batches.add('a', request))
  expect(begun.map(({ requests }) => requests)).toEqual([[1]])
  begun[0]!.end()
  expect(await answers[0]).toBe(10)
  expect(begun.map(({ requests }) => requests)).toEqual([[1], [2, 3, 4]])
  begun[1]!.end()
  expect(await Promise.all(answers.slice(1, 4))).toEqual([20, 30, 40])
  begun[2]!.end()
  expect(await answers[4]).toBe(50)
})

it('runs one batch of an owner and two in all at once, and lets owners take turns', async () => {
  const { begun, run } = runner()
  const batches = new Batches(run, limits)
  const answers = [
    ['a', 1],
    ['a', 2],
    ['b', 3],
    ['c', 4],
  ].map(([owner, request]) => batches.add(owner as string, request as number))
  expect(begun.map(({ owner }) => owner)).toEqual(['a', 'b'])
  begun[0]!.end()
  await answers[0]
  expect(begun.map(({ owner }) => owner)).toHaveLength(3)
  begun[1]!.end()
  await answers[2]
  expect(begun.map(({ owner }) => owner).sort()).toEqual(['a', 'a', 'b', 'c'])
})

it('refuses what finds too many before it, and decides nothing about it', async () => {
  const { begun, run } = runner()
  const batches = new Batches(run, limits)
  const answers = Array.from({ length: 6 }, (_, request) => batches.add('a', request))
  await expect(batches.add('a', 7)).rejects.toMatchObject({
    code: 'unavailable',
    details: { retryAfterSeconds: 1 },
  })
  begun[0]!.end()
  expect(await answers[0]).toBe(0)
})

it('refuses what waited too long', async () => {
  const { begun, run } = runner()
  const batches = new Batches(run, { ...limits, longestWaitMs: -1 })
  await expect(batches.add('a', 1)).rejects.toMatchObject({ code: 'unavailable' })
  expect(begun).toEqual([])
})

it('tells everybody of a batch when it failed, and goes on with the next', async () => {
  const { begun, run } = runner()
  const batches = new Batches(run, limits)
  const [first, second] = [batches.add('a', 1), batches.add('a', 2)]
  begun[0]!.end(new Error('lost'))
  await expect(first).rejects.toThrow('lost')
  begun[1]!.end()
  expect(await second).toBe(20)
})
