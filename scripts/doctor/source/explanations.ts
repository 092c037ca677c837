import { readFileSync } from 'node:fs'
import { basename, dirname, extname, join, relative } from 'node:path'
import ts from 'typescript'
import { type Diagnosis, nearest } from '../finding.ts'
import type { Source } from './source.ts'

/** What each file of the project exports, to find where a name has gone. */
export type ExportedNames = Map<string, Set<string>>

type Explained = Pick<Diagnosis, 'message' | 'suggestion'>

/** Why an import leads nowhere: another spelling, another folder, or a package that is not installed. */
export function explainMissingModule(source: Source, specifier: ts.StringLiteralLike): Explained {
  const { text } = specifier
  if (!/^[.#]/.test(text)) return explainMissingPackage(source, text)
  const from = relative(source.root, specifier.getSourceFile().fileName)
  const wanted = text.startsWith('#') ? text.slice(1) : join(dirname(from), text)
  const message = `There is no file ${wanted}.`
  const files = ts.sys
    .readDirectory(
      source.root,
      undefined,
      ['**/node_modules', '.next'],
      ['src', 'worker', 'scripts', 'tests'],
    )
    .map((file) => relative(source.root, file))
  const use = (file: string) => `'${asImported(text, from, file)}'`
  const otherCase = files.find((file) => file.toLowerCase() === wanted.toLowerCase())
  if (otherCase) return { message, suggestion: `Capital letters count: import ${use(otherCase)}.` }
  const stem = wanted.slice(0, wanted.length - extname(wanted).length)
  const otherEnding = files.find((file) =>
    [wanted, stem].some((start) => /^\.\w+$/.test(file.replace(start, ''))),
  )
  if (otherEnding) return { message, suggestion: `The file ends differently: import ${use(otherEnding)}.` }
  const moved = files.filter((file) => basename(file) === basename(wanted))
  if (moved.length === 1) return { message, suggestion: `It may have moved: import ${use(moved[0]!)}.` }
  const near = nearest(
    wanted,
    files.filter((file) => dirname(file) === dirname(wanted)),
  )
  if (near) return { message, suggestion: `It may have been renamed: import ${use(near)}.` }
  return { message, suggestion: 'Add the file, or remove the import.' }
}

/** The same kind of import, leading to another file. */
function asImported(text: string, from: string, file: string): string {
  if (text.startsWith('#') && file.startsWith('src/')) return `#${file}`
  const path = relative(dirname(from), file)
  return path.startsWith('.') ? path : `./${path}`
}

function explainMissingPackage({ root }: Source, text: string): Explained {
  const name = text.split('/', text.startsWith('@') ? 2 : 1).join('/')
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const known = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  if (known.includes(name)) {
    const isInstalled = ts.sys.directoryExists(join(root, 'node_modules', name))
    return isInstalled
      ? {
          message: `The package ${name} has no ${text}.`,
          suggestion: `Import from '${name}' itself, or from a path that it exports.`,
        }
      : { message: `The package ${name} is not installed.`, suggestion: 'Run npm ci.' }
  }
  const near = nearest(name, known)
  return {
    message: `The package ${name} is not in package.json.`,
    suggestion: near
      ? `Import '${near}', or install ${name}.`
      : `Install it: npm install --save-exact ${name}.`,
  }
}

interface MissingExport {
  module: ts.Symbol
  name: string
  node: ts.Node
  statement: ts.ImportDeclaration | ts.ExportDeclaration
  exported: Map<string, ts.Symbol>
  names: ExportedNames
}

/** Why a module does not have a name: the default export instead, another spelling, or another file. */
export function explainMissingExport(source: Source, missing: MissingExport): Explained {
  const { module, name, node, statement, exported, names } = missing
  const text = (statement.moduleSpecifier as ts.StringLiteral).text
  const file = nameOf(source, module) ?? text
  const own = [...exported.keys()].filter((one) => one !== 'default' && one !== 'export=')
  if (name === 'default') {
    const local = (node as ts.Identifier).text
    const meant = own.includes(local)
      ? local
      : (nearest(local, own) ?? (own.length === 1 ? own[0] : undefined))
    return {
      message: `${file} has no default export.`,
      suggestion: meant ? `Import it by name: { ${meant} }.` : listed(own),
    }
  }
  const message = `${file} does not export ${name}.`
  const declared = exported.get('default')?.declarations?.[0]
  const ofDefault = declared && ts.isFunctionDeclaration(declared) ? declared.name?.text : undefined
  if (exported.has('default') && (ofDefault === name || own.length === 0))
    return { message, suggestion: `It is the default export: import ${name} from '${text}'.` }
  const from = relative(source.root, statement.getSourceFile().fileName)
  const elsewhere = [...names].find(([path, given]) => given.has(name) && path !== file && path !== from)
  const near = nearest(name, own)
  if (elsewhere && !isSameWord(near, name))
    return { message, suggestion: `${name} is exported by '${asImported(text, from, elsewhere[0])}'.` }
  return { message, suggestion: near ? `Did you mean ${near}?` : listed(own) }
}

function isSameWord(near: string | undefined, name: string): boolean {
  return near?.toLowerCase() === name.toLowerCase()
}

function listed(names: string[]): string {
  return names.length > 0 ? `It exports ${names.slice(0, 8).join(', ')}.` : 'It exports nothing.'
}

/** The file of a module of the project; undefined for a package. */
export function nameOf({ root, own }: Source, module: ts.Symbol): string | undefined {
  const file = module.declarations?.find(ts.isSourceFile)
  const path = file && relative(root, file.fileName)
  return path !== undefined && own.has(path) ? path : undefined
}
