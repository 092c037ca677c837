import { join, relative } from 'node:path'
import ts from 'typescript'
import type { Place } from '../finding.ts'

/** The code of the web process and the workers, parsed and resolved as the compiler sees it. */
export interface Source {
  root: string
  program: ts.Program
  checker: ts.TypeChecker
  /** Files of `src` and `worker`; what they import is in the program, too. */
  files: ts.SourceFile[]
  /** Every file of the project that the program holds, below its root. */
  own: Map<string, ts.SourceFile>
}

export function readSource(root: string): Source {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    { ...config, include: ['src', 'worker'] },
    ts.sys,
    root,
  )
  const program = ts.createProgram(fileNames, { ...options, incremental: false, tsBuildInfoFile: undefined })
  const own = new Map<string, ts.SourceFile>()
  for (const file of program.getSourceFiles()) {
    const path = relative(root, file.fileName)
    if (!path.startsWith('..') && !path.includes('node_modules')) own.set(path, file)
  }
  const files = [...own].filter(([path]) => /^(src|worker)\//.test(path)).map(([, file]) => file)
  return { root, program, checker: program.getTypeChecker(), files, own }
}

export function placeOf({ root }: Source, node: ts.Node): Place {
  const file = node.getSourceFile()
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file))
  return { file: relative(root, file.fileName), line: line + 1 }
}

/** A node and everything in it. */
export function* nodesIn(node: ts.Node): Generator<ts.Node> {
  yield node
  for (const child of node.getChildren()) yield* nodesIn(child)
}
