import { dirname, join } from 'node:path'
import ts from 'typescript'
import type { Diagnosis } from '../finding.ts'
import { type ExportedNames, explainMissingExport, explainMissingModule, nameOf } from './explanations.ts'
import { nodesIn, placeOf, type Source } from './source.ts'

/** Every import and re-export must lead to a file or a package, and name what that exports. */
export function checkImports(source: Source): Diagnosis[] {
  const namesOfFiles = exportedNames(source)
  return source.files.flatMap((file) =>
    specifiersIn(file).flatMap((specifier) => checkOne(source, namesOfFiles, specifier)),
  )
}

function specifiersIn(file: ts.SourceFile): ts.StringLiteralLike[] {
  const found: ts.StringLiteralLike[] = []
  for (const node of nodesIn(file)) {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier && ts.isStringLiteralLike(node.moduleSpecifier))
        found.push(node.moduleSpecifier)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments
      if (argument && ts.isStringLiteralLike(argument)) found.push(argument)
    }
  }
  return found
}

function exportedNames({ own, checker }: Source): ExportedNames {
  const names: ExportedNames = new Map()
  for (const [path, file] of own) {
    const symbol = checker.getSymbolAtLocation(file)
    const exported = symbol ? checker.getExportsOfModule(symbol).map(({ name }) => name) : []
    names.set(path, new Set(exported))
  }
  return names
}

function checkOne(source: Source, names: ExportedNames, specifier: ts.StringLiteralLike): Diagnosis[] {
  const module = source.checker.getSymbolAtLocation(specifier)
  if (!isThere(source, specifier, module)) {
    const place = placeOf(source, specifier)
    return [{ type: 'import', ...place, ...explainMissingModule(source, specifier) }]
  }
  const { parent } = specifier
  if (!module || !(ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent))) return []
  return checkNames(source, names, parent, module)
}

/** Own files are named in full: the compiler would find some without their ending, and Node.js would not. */
function isThere(source: Source, specifier: ts.StringLiteralLike, module: ts.Symbol | undefined): boolean {
  const { text } = specifier
  const from = specifier.getSourceFile().fileName
  if (/^[.#]/.test(text)) return ts.sys.fileExists(wantedFile(source.root, from, text))
  if (module || text.startsWith('node:')) return true
  const options = source.program.getCompilerOptions()
  if (ts.resolveModuleName(text, from, options, ts.sys).resolvedModule) return true
  // Stylesheets of packages have no types before a build makes them.
  return text.endsWith('.css') && ts.sys.fileExists(join(source.root, 'node_modules', text))
}

function wantedFile(root: string, from: string, text: string): string {
  return text.startsWith('#') ? join(root, text.slice(1)) : join(dirname(from), text)
}

function checkNames(
  source: Source,
  names: ExportedNames,
  statement: ts.ImportDeclaration | ts.ExportDeclaration,
  module: ts.Symbol,
): Diagnosis[] {
  // What a CommonJS package assigns to its exports has names that only running it would tell.
  if (module.exports?.has('export=' as ts.__String)) return []
  const { checker } = source
  const exported = new Map(checker.getExportsOfModule(module).map((one) => [one.name, one]))
  const asked = namesAsked(statement)
  return asked.flatMap(({ node, name, isType }): Diagnosis[] => {
    const symbol = exported.get(name)
    if (symbol) return isType ? [] : checkValue(source, node, name, symbol)
    // A package may have a default that its types do not show.
    if (name === 'default' && !nameOf(source, module)) return []
    const explained = explainMissingExport(source, { module, name, node, statement, exported, names })
    return [{ type: 'export', ...placeOf(source, node), ...explained }]
  })
}

interface Asked {
  node: ts.Node
  name: string
  isType: boolean
}

function namesAsked(statement: ts.ImportDeclaration | ts.ExportDeclaration): Asked[] {
  const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement
  if (!clause) return []
  const isType = clause.isTypeOnly
  const bindings = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : statement.exportClause
  const elements = bindings && 'elements' in bindings ? [...bindings.elements] : []
  const named = elements.map((element) => ({
    node: element,
    name: (element.propertyName ?? element.name).text,
    isType: isType || element.isTypeOnly,
  }))
  const byDefault = ts.isImportDeclaration(statement) ? statement.importClause?.name : undefined
  return byDefault ? [{ node: byDefault, name: 'default', isType }, ...named] : named
}

/** A type is gone at run time: imported as a value, it stops the program, or closes a circle of files. */
function checkValue(source: Source, node: ts.Node, name: string, symbol: ts.Symbol): Diagnosis[] {
  const target = symbol.flags & ts.SymbolFlags.Alias ? source.checker.getAliasedSymbol(symbol) : symbol
  const isKnown = target.flags & (ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Namespace)
  if (!isKnown || target.flags & (ts.SymbolFlags.Value | ts.SymbolFlags.Namespace)) return []
  const word = ts.isExportSpecifier(node) ? 'Export' : 'Import'
  return [
    {
      type: 'export',
      ...placeOf(source, node),
      message: `${name} is only a type, and nothing of it is left at run time.`,
      suggestion: `${word} it as a type: { type ${name} }.`,
    },
  ]
}
