import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { envNames } from '#src/lib/env.ts'
import { type Diagnosis, lineOf, nearest } from './finding.ts'

interface Manifest {
  scripts?: Record<string, string>
  imports?: Record<string, string>
}

/** The first Node.js that runs TypeScript by itself, as the scripts and the worker need it. */
const leastNode = [22, 18] as const

/** Node.js, package.json, tsconfig.json and amplify.yml. */
export function checkConfiguration(root: string, nodeVersion: string): Diagnosis[] {
  return [...checkNode(nodeVersion), ...checkManifest(root), ...checkCompiler(root), ...checkAmplify(root)]
}

function checkNode(version: string): Diagnosis[] {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return []
  return [
    {
      ...{ type: 'configuration', file: 'package.json', line: 1 },
      message: `Node.js ${version} is too old.`,
      suggestion: `Install Node.js ${leastNode.join('.')} or later, or run npm ci, which brings one.`,
    },
  ]
}

/** Commands that deployments rely on, and what each of them must run. */
const commands: Record<string, RegExp> = {
  start: /scripts\/start\.mjs/,
  build: /next build/,
  worker: /scripts\/worker\.ts/,
  doctor: /scripts\/doctor\.ts/,
}

function checkManifest(root: string): Diagnosis[] {
  const file = 'package.json'
  const text = readFileSync(join(root, file), 'utf8')
  const { scripts = {}, imports = {} } = JSON.parse(text) as Manifest
  const found: Diagnosis[] = []
  const tell = (key: string, message: string, suggestion: string) =>
    found.push({ type: 'configuration', file, line: lineOf(text, `"${key}":`), message, suggestion })
  for (const [name, pattern] of Object.entries(commands)) {
    const near = nearest(
      name,
      Object.keys(scripts).filter((other) => !(other in commands)),
    )
    if (!scripts[name])
      tell(
        near ?? 'scripts',
        `There is no script ${name}.`,
        near ? `Rename ${near} to ${name}.` : `Add ${name} to scripts.`,
      )
    else if (!pattern.test(scripts[name])) {
      const wanted = pattern.source.replaceAll('\\', '')
      tell(name, `The script ${name} does not run ${wanted}.`, `Let it run ${wanted}.`)
    }
  }
  for (const [name, command] of Object.entries(scripts)) {
    const [, path] = /\bnode (?:--\S+ )*([\w./-]+\.(?:ts|mjs|js))/.exec(command) ?? []
    if (path && !existsSync(join(root, path)))
      tell(name, `The script ${name} runs ${path}, which does not exist.`, 'Correct its path.')
  }
  for (const [name, target] of Object.entries(imports)) {
    if (!existsSync(join(root, target.replace(/\*.*$/, ''))))
      tell(
        name,
        `The imports of ${name} lead to ${target}, which does not exist.`,
        'Let them lead to ./src/*.',
      )
  }
  if (!imports['#src/*'])
    tell('imports', 'The imports #src/* lead nowhere.', 'Add "#src/*": "./src/*" to imports.')
  return found
}

/** Node.js and esbuild do not read the paths of tsconfig.json, so a name there works in the editor alone. */
function checkCompiler(root: string): Diagnosis[] {
  const file = 'tsconfig.json'
  const text = readFileSync(join(root, file), 'utf8')
  const { config, error } = ts.parseConfigFileTextToJson(file, text)
  if (error) {
    const line = text.slice(0, error.start).split('\n').length
    const message = ts.flattenDiagnosticMessageText(error.messageText, ' ')
    return [{ type: 'configuration', file, line, message, suggestion: 'Correct the JSON.' }]
  }
  return Object.entries<string[]>(config.compilerOptions?.paths ?? {}).map(([name, targets]) => {
    const missing = targets.find((target) => !existsSync(join(root, target.replace(/\*.*$/, ''))))
    return {
      ...{ type: 'configuration', file, line: lineOf(text, `"${name}"`) },
      message: missing
        ? `The path ${name} leads to ${missing}, which does not exist.`
        : `Node.js does not know the path ${name}.`,
      suggestion: 'Remove it: #src/* of package.json is known everywhere.',
    }
  })
}

/** Where the line of amplify.yml is that is wrong, and how to set it right. */
function checkAmplify(root: string): Diagnosis[] {
  const file = 'amplify.yml'
  if (!existsSync(join(root, file))) {
    const suggestion = 'Restore it: it says how AWS Amplify builds and what its server gets.'
    return [{ type: 'configuration', file, line: 1, message: 'amplify.yml is missing.', suggestion }]
  }
  const text = readFileSync(join(root, file), 'utf8')
  const found: Diagnosis[] = []
  const tell = (at: RegExp | string, message: string, suggestion: string) =>
    found.push({ type: 'configuration', file, line: lineOf(text, at), message, suggestion })
  const [, node] = /nvm (?:install|use) v?(\d+)/.exec(text) ?? []
  if (!node)
    tell(
      'preBuild:',
      'Amplify is not told which Node.js to use.',
      `Add nvm install ${leastNode[0]} to preBuild.`,
    )
  else if (Number(node) < leastNode[0])
    tell(
      /nvm (install|use)/,
      `Amplify builds with Node.js ${node}.`,
      `Use nvm install ${leastNode[0]} or later.`,
    )
  if (!/^\s*- npm ci\b/m.test(text))
    tell('preBuild:', 'Amplify does not install the packages of the lockfile.', 'Add npm ci to preBuild.')
  const doctor = text.search(/^\s*- npm run (--silent )?doctor\b/m)
  const build = text.search(/^\s*- npm run build\b/m)
  if (build < 0) tell('build:', 'Amplify does not build Waybill.', 'Add npm run build to the build commands.')
  else if (doctor < 0 || doctor > build)
    tell(
      /^\s*- npm run build\b/m,
      'The doctor does not run before the build.',
      'Add npm run doctor -- --phase build before it.',
    )
  if (!/^\s*baseDirectory:\s*\.next\s*$/m.test(text))
    tell('baseDirectory:', 'The artifacts are not those of Next.js.', 'Set baseDirectory to .next.')
  const [, names] = /grep -E '\^\((.+?)\)/.exec(text) ?? []
  const kept = names && new RegExp(`^(${names})`)
  const lost = kept ? envNames.filter((name) => !kept.test(`${name}=`)) : envNames
  if (lost.length > 0) {
    tell(
      /grep -E|npm run build/,
      `The server does not get ${lost.join(', ')}.`,
      'Add them to the variables that are written to .env.production.',
    )
  }
  return found
}
