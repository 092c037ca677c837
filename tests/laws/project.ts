import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** What this project wrote itself: everything a law speaks about. */
export const ourFolders = ['src', 'worker', 'scripts', 'tests', 'bench', 'drizzle', 'docs']

/** Paths from the root, with forward slashes, of the files below these folders that end so; not of packages. */
export function filesBelow(folders: readonly string[], ending: RegExp): string[] {
  return folders.flatMap((folder) => walk(join(root, folder))).filter((file) => ending.test(file))
}

export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

export function readJson(file: string) {
  return JSON.parse(read(file))
}

/** Which of these files hold a match, as `file: match`. */
export function hits(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) => [...read(file).matchAll(pattern)].map(([found]) => `${file}: ${found}`))
}

function walk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !file.includes('/node_modules/'))
    .sort()
}
