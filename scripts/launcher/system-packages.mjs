import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A browser for the end-to-end tests, if this machine has one. */
export function findChromium() {
  const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome']
  return places.find((path) => path && existsSync(path))
}

/** @param {string} program */
export function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}

/**
 * Installs Debian packages where that is possible: as root, with apt. What could not be installed
 * shows by still being absent.
 * @param {string[]} names
 */
export function installPackages(names) {
  if (names.length === 0 || process.getuid?.() !== 0 || !isOnPath('apt-get')) return
  console.log(`Installing ${names.join(' and ')} (apt-get) ...`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
    spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env })
  }
}
