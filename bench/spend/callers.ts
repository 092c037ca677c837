import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { SpendProgram } from '../programs/spend-caller.ts'

export interface Answer {
  outcome: string
  amount: number
  ms: number
}

export interface Caller {
  child: ChildProcess
  answers: Answer[]
  /** Resolves with its code, or null where it was killed. */
  ended: Promise<number | null>
}

/** A process whose callers ask for money; `name` is what its database sessions are called. */
export function startCaller(appUrl: string, program: SpendProgram, name = 'bench caller'): Caller {
  const answers: Answer[] = []
  const child = start('spend-caller', appUrl, name, { SPEND_PROGRAM: JSON.stringify(program) })
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const [outcome = '', amount, ms] = line.split(' ')
    answers.push({ outcome, amount: Number(amount), ms: Number(ms) })
  })
  return { child, answers, ended: endOf(child) }
}

/** A process that places what was reserved. */
export function startPlacer(appUrl: string, name: string): Pick<Caller, 'child' | 'ended'> {
  const child = start('spend-placer', appUrl, name, {})
  return { child, ended: endOf(child) }
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve))
}

function start(program: string, appUrl: string, name: string, more: Record<string, string>): ChildProcess {
  const url = new URL(appUrl)
  url.searchParams.set('application_name', name)
  return spawn(process.execPath, [join(import.meta.dirname, `../programs/${program}.ts`)], {
    env: {
      ...{ ...process.env, ...more },
      ...{
        DATABASE_URL: url.href,
        AUTH_SECRET: 'a secret of the bench, thirty-two characters',
        LOG_LEVEL: 'silent',
      },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}
