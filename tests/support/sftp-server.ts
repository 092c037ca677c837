import type { AddressInfo } from 'node:net'
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2'
import { afterAll } from 'vitest'

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp

/** What the server does to whoever comes next, until another behaviour is set. */
export type SftpBehaviour =
  | 'accept'
  | 'silent'
  | 'full'
  | 'hang up while writing'
  | 'rename and hang up'
  | 'rename the manifest and hang up'

/** An SFTP server in memory whose only user is `receiver` with the password `right`. */
export interface ScriptedSftpServer {
  port: number
  behaviour: SftpBehaviour
  /** By path; a file in the making is there, too. */
  files: Map<string, Buffer>
  /** Every name that a file got by renaming. */
  renamed: string[]
}

export async function startSftpServer(): Promise<ScriptedSftpServer> {
  const scripted: ScriptedSftpServer = { port: 0, behaviour: 'accept', files: new Map(), renamed: [] }
  const { private: hostKey } = ssh2.utils.generateKeyPairSync('ed25519')
  const connections = new Set<Connection>()
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (connection) => {
    // The types do not know it; without it every answer waits for a late acknowledgement.
    Reflect.apply(Reflect.get(connection, 'setNoDelay'), connection, [true])
    connections.add(connection)
    connection.on('close', () => connections.delete(connection))
    connection.on('error', () => {})
    connection.on('authentication', (given) => {
      if (scripted.behaviour === 'silent') return
      const isRight =
        given.method === 'password' && given.username === 'receiver' && given.password === 'right'
      if (isRight) given.accept()
      else given.reject(['password'])
    })
    connection.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => serve(acceptSftp(), connection, scripted))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  scripted.port = (server.address() as AddressInfo).port
  afterAll(() => {
    for (const connection of connections) connection.end()
    server.close()
  })
  return scripted
}

function serve(sftp: SFTPWrapper, connection: Connection, scripted: ScriptedSftpServer): void {
  const { files } = scripted
  const open = new Map<number, string>()
  const ok = (id: number) => sftp.status(id, STATUS_CODE.OK)
  const refuse = (id: number, code: number = STATUS_CODE.FAILURE) => sftp.status(id, code)
  const pathOf = (handle: Buffer) => open.get(handle.readUInt32BE(0)) ?? ''
  const attributes = (size: number) => ({ mode: 0o100600, uid: 0, gid: 0, size, atime: 0, mtime: 0 })
  const stat = (id: number, path: string) => {
    const file = files.get(path)
    if (file) sftp.attrs(id, attributes(file.length))
    else refuse(id, STATUS_CODE.NO_SUCH_FILE)
  }
  sftp.on('OPEN', (id, path, flags) => {
    if (flags & OPEN_MODE.WRITE) files.set(path, Buffer.alloc(0))
    const number = open.size + 1
    open.set(number, path)
    const handle = Buffer.alloc(4)
    handle.writeUInt32BE(number)
    sftp.handle(id, handle)
  })
  sftp.on('WRITE', (id, handle, offset, data) => {
    const path = pathOf(handle)
    if (scripted.behaviour === 'full') return refuse(id)
    const before = files.get(path) ?? Buffer.alloc(0)
    files.set(path, Buffer.concat([before.subarray(0, offset), data]))
    if (scripted.behaviour === 'hang up while writing') connection.end()
    else ok(id)
  })
  sftp.on('CLOSE', ok)
  sftp.on('FSETSTAT', ok)
  sftp.on('SETSTAT', ok)
  sftp.on('STAT', stat)
  sftp.on('LSTAT', stat)
  sftp.on('REMOVE', (id, path) => (files.delete(path) ? ok(id) : refuse(id, STATUS_CODE.NO_SUCH_FILE)))
  sftp.on('RENAME', (id, from, to) => {
    const file = files.get(from)
    if (!file || files.has(to)) return refuse(id)
    files.set(to, file)
    files.delete(from)
    scripted.renamed.push(to)
    const { behaviour } = scripted
    const hangsUp =
      behaviour === 'rename and hang up' ||
      (behaviour === 'rename the manifest and hang up' && to.endsWith('.manifest.json'))
    if (hangsUp) connection.end()
    else ok(id)
  })
}
