import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkEnv, type Env, envNames } from '#src/lib/env.ts'
import { type Diagnosis, lineOf, nearest, type Place } from './finding.ts'

type Variables = Record<string, string | undefined>

/** Files that variables may stand in; the first that names one is where it comes from. */
export const envFiles = ['.env.production', '.env']

/** Where the platform builds and serves: each needs other variables. */
export type Environment = 'local' | 'server' | 'amplify'

/** On a machine of its own `npm start` makes what is missing; elsewhere nothing does. */
export function environmentOf(variables: Variables): Environment {
  if (variables.AWS_APP_ID) return 'amplify'
  return variables.DATABASE_URL ? 'server' : 'local'
}

const madeByStart = { DATABASE_URL: 'postgresql://127.0.0.1/waybill', AUTH_SECRET: '-'.repeat(32) }

export function checkEnvironment(root: string, environment: Environment, variables: Variables): Diagnosis[] {
  const given = environment === 'local' ? { ...madeByStart, ...variables } : variables
  const checked = checkEnv(given)
  const problems = Array.isArray(checked) ? checked : []
  const found = problems.map(
    ({ name, message, isMissing }): Diagnosis => ({
      type: 'configuration',
      ...placeOfVariable(root, name),
      message: isMissing ? `${name} ${message}.` : `${name} cannot be used: ${message}.`,
      suggestion: isMissing
        ? suggestMissing(name, variables)
        : `Correct ${name}; .env.example has an example.`,
    }),
  )
  if (environment === 'local') return found
  return [...found, ...checkDeployed(root, environment, given, new Set(problems.map(({ name }) => name)))]
}

/** What the schema cannot know: that the variables are those of an installation that others reach. */
function checkDeployed(
  root: string,
  environment: Environment,
  given: Variables,
  wrong: Set<string>,
): Diagnosis[] {
  const found: Diagnosis[] = []
  const tell = (name: keyof Env, message: string, suggestion: string, isWarning = false) => {
    if (!wrong.has(name))
      found.push({ type: 'configuration', ...placeOfVariable(root, name), message, suggestion, isWarning })
  }
  if (!given.APP_URL) tell('APP_URL', 'APP_URL is required.', suggestMissing('APP_URL', given))
  else if (isPlain(given.APP_URL))
    tell(
      'APP_URL',
      'APP_URL is not encrypted.',
      'Serve Waybill over https:// and set APP_URL to that address.',
    )
  if (environment === 'amplify' && !given.S3_BUCKET) {
    tell(
      'S3_BUCKET',
      'S3_BUCKET is required on Amplify, which shares no disk with a worker.',
      'Set S3_BUCKET and S3_REGION in the Amplify console.',
    )
  }
  return found
}

function isPlain(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}

function suggestMissing(name: string, variables: Variables): string {
  const near = nearest(
    name,
    Object.keys(variables).filter((other) => variables[other] && !envNames.includes(other)),
  )
  if (near) return `${near} is set: rename it to ${name}.`
  return `Set ${name} in the environment; .env.example says what it is.`
}

/** The line that sets a variable, else the one that declares it. */
export function placeOfVariable(root: string, name: string): Place {
  for (const file of envFiles) {
    const text = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''
    const pattern = new RegExp(`^(export )?${name}=`, 'm')
    if (pattern.test(text)) return { file, line: lineOf(text, pattern) }
  }
  const file = 'src/lib/env.ts'
  const text = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''
  return { file, line: lineOf(text, new RegExp(`^  ${name}:`, 'm')) }
}
