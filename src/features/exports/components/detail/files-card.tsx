'use client'

import { Anchor, Box, Button, Code, Divider, Group, Stack, Text } from '@mantine/core'
import { IconFileCertificate, IconFileSearch, IconFileText } from '@tabler/icons-react'
import { Card } from '#src/components/card.tsx'
import { CopyText } from '#src/components/copy-text.tsx'
import { Bytes, Count } from '#src/components/format/quantity.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import type { Manifest } from '../../proofs/manifest.ts'
import type { Verification } from '../../record/details-schema.ts'
import type { ExportFile, ExportResource } from '../../record/schema.ts'
import { VerifyFile } from './verify-file.tsx'

interface Props {
  resource: ExportResource
  manifest: Manifest
  /** Not while the stored file is known to be altered. */
  mayDownload: boolean
  onVerdict: (verdict: Verification['verdict']) => void
}

export function FilesCard({ resource, manifest, mayDownload, onVerdict }: Props) {
  const { files, links } = resource
  const download = mayDownload ? links.download : null
  return (
    <Card title="Files and proof">
      <Stack gap="sm">
        {files.map((file, index) => (
          <FileLine
            key={file.name}
            file={file}
            isData={manifest.files.some(({ sha256 }) => sha256 === file.sha256)}
            href={download ? `${download}?redirect=1&part=${index + 1}` : undefined}
          />
        ))}
        <Divider />
        <Group gap="xs" align="flex-start">
          <VerifyFile id={resource.id} onVerdict={onVerdict} />
          <LinkButton
            href={`/verify`}
            variant="default"
            leftSection={<IconFileSearch size={17} aria-hidden />}
          >
            Verify a copy
          </LinkButton>
          <Button
            variant="default"
            leftSection={<IconFileCertificate size={17} aria-hidden />}
            onClick={() => saveManifest(manifest, resource.file_name ?? resource.export_name)}
          >
            Download manifest
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          Send the data file to the reader. The manifest is its proof: it holds the hash of every file, the
          number of rows and the control totals, signed with the key <Code>{manifest.signature.key_id}</Code>,
          so that any change in the file or the manifest shows.
        </Text>
      </Stack>
    </Card>
  )
}

interface LineProps {
  file: ExportFile
  /** As opposed to what only describes the data. */
  isData: boolean
  href: string | undefined
}

function FileLine({ file, isData, href }: LineProps) {
  const { name, bytes, rows, sha256 } = file
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <IconFileText size={20} stroke={1.6} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Box style={{ minWidth: 0, flex: 1 }}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {href ? (
            <Anchor href={href} inherit py={2} display="inline-block">
              {name}
            </Anchor>
          ) : (
            name
          )}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          <Bytes value={bytes} />
          {isData ? (
            <>
              , <Count value={rows} /> rows
            </>
          ) : (
            ', describes the columns for programs'
          )}
        </Text>
        <Group gap={2} wrap="nowrap">
          <Text size="xs" c="dimmed" ff="monospace" truncate title={sha256}>
            SHA-256 {sha256}
          </Text>
          <CopyText value={sha256} what={`SHA-256 of ${name}`} />
        </Group>
      </Box>
    </Group>
  )
}

function saveManifest(manifest: Manifest, fileName: string): void {
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${fileName}.manifest.json`
  link.click()
  URL.revokeObjectURL(url)
}
