import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** Whose password it is to be: what others know of a person is the first that they try. */
export interface Owner {
  email: string
  firstName: string
  lastName: string
}

// Of zxcvbn's 0 to 4: at least a hundred million guesses.
const leastScore = 3
const leastBesideOwnWords = 8

let checker: Promise<ZxcvbnFactory> | undefined

/** Why a password is too easy to guess, as the end of a sentence about it; undefined when it is not. */
export async function weaknessOf(password: string, owner: Owner): Promise<string | undefined> {
  const own = ownWords(owner)
  let rest = password.toLowerCase()
  for (const word of own) rest = rest.replaceAll(word, '')
  if (rest.length < leastBesideOwnWords) return 'must not be based on your name or email address'
  checker ??= loadChecker()
  const { score, feedback } = (await checker).check(password.slice(0, 128), [...own, 'waybill'])
  if (score >= leastScore) return undefined
  const reason = reasons.find(([pattern]) => pattern.test(feedback.warning ?? ''))?.[1]
  return reason ?? 'is too easy to guess; use a few unrelated words'
}

const reasons: [RegExp, string][] = [
  [/repeat/i, 'is too easy to guess: it repeats itself'],
  [/sequence|keyPattern|straightRow/i, 'is too easy to guess: its characters are a sequence'],
  [/date|year/i, 'is too easy to guess: it is a date'],
  [/common|topTen|topHundred|pwned/i, 'is too easy to guess: many people use it or one like it'],
]

/** Longest first, so that a part of one is not taken out of another. */
function ownWords({ email, firstName, lastName }: Owner): string[] {
  const [local = '', domain = ''] = email.toLowerCase().split('@')
  const parts = [email, local, domain, firstName, lastName, ...local.split(/[^\p{L}\p{N}]+/u)]
  const words = parts.map((part) => part.trim().toLowerCase()).filter((part) => part.length >= 3)
  return [...new Set(words)].sort((a, b) => b.length - a.length)
}

/** Dictionaries of two megabytes, loaded for the first password that somebody chooses. */
async function loadChecker(): Promise<ZxcvbnFactory> {
  const [core, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')])
  return new core.ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs })
}
