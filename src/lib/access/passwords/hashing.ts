import { scrypt } from 'node:crypto'
import { AppError } from '../../errors.ts'

export interface Cost {
  N: number
  r: number
  p: number
  maxmem: number
}

/** So many passwords wait to be checked that another one would take too long. */
export class Busy extends AppError {
  constructor() {
    super('unavailable', 'Too many people are signing in right now. Try again in a few seconds.', {
      retryAfterSeconds: 3,
    })
  }
}

// File reads share libuv's four threads with hashing: two stay free for them, and a hash takes 60 ms.
const atOnce = 2
const longestQueue = 24

let running = 0
const queue: (() => void)[] = []

/**
 * Derives a key as scrypt does, two at a time. Throws `unavailable` when so many wait already that this one
 * would take a second and more.
 */
export async function deriveKey(password: string, salt: Buffer, bytes: number, cost: Cost): Promise<Buffer> {
  await takeTurn()
  try {
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize('NFKC'), salt, bytes, cost, (error, key) =>
        error ? reject(error) : resolve(key),
      )
    })
  } finally {
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }
}

/** Resolves when it is this caller's turn; who runs hands the turn over, so `running` stays as it is. */
function takeTurn(): Promise<void> {
  if (running < atOnce) {
    running += 1
    return Promise.resolve()
  }
  if (queue.length >= longestQueue) {
    throw new Busy()
  }
  return new Promise((resolve) => queue.push(resolve))
}
