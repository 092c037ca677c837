'use client'

import { Group, NumberInput, PasswordInput, Radio, Switch, Textarea, TextInput } from '@mantine/core'
import type { DestinationDraft } from './destination-draft.ts'

interface Props {
  draft: DestinationDraft
  errors: Record<string, string>
  isNew: boolean
  onChange: (changes: Partial<DestinationDraft>) => void
}

/** What is kept is not shown again, and stays unless something is entered. */
const kept = 'Leave empty to keep the current one.'

export function KindFields(props: Props) {
  const { kind } = props.draft
  if (kind === 'webhook') return <WebhookFields {...props} />
  return kind === 's3' ? <BucketFields {...props} /> : <ServerFields {...props} />
}

function WebhookFields({ draft, errors, isNew, onChange }: Props) {
  return (
    <>
      <TextInput
        label="Address"
        description="It must begin with https:// and answer within half a minute. Redirects are not followed."
        placeholder="https://example.com/hooks/exports"
        required
        value={draft.url}
        error={errors.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
      />
      <PasswordInput
        label="Signing secret"
        description={
          isNew
            ? 'Leave empty to have one made, which is shown once. The receiver checks the signature with it.'
            : kept
        }
        placeholder="whsec_…"
        autoComplete="off"
        value={draft.secret}
        error={errors.secret}
        onChange={(event) => onChange({ secret: event.currentTarget.value })}
      />
    </>
  )
}

function BucketFields({ draft, errors, isNew, onChange }: Props) {
  return (
    <>
      <TextInput
        label="Bucket"
        required
        value={draft.bucket}
        error={errors.bucket}
        onChange={(event) => onChange({ bucket: event.currentTarget.value })}
      />
      <TextInput
        label="Region"
        placeholder="eu-central-1"
        required
        value={draft.region}
        error={errors.region}
        onChange={(event) => onChange({ region: event.currentTarget.value })}
      />
      <TextInput
        label="Folder"
        description="Put before the name of each file, with a slash at its end."
        placeholder="exports/"
        value={draft.prefix}
        error={errors.prefix}
        onChange={(event) => onChange({ prefix: event.currentTarget.value })}
      />
      <TextInput
        label="Endpoint"
        description="Leave empty for Amazon."
        placeholder="https://s3.example.com"
        value={draft.endpoint}
        error={errors.endpoint}
        onChange={(event) => onChange({ endpoint: event.currentTarget.value })}
      />
      <Switch
        label="Name the bucket in the path"
        description="Most servers other than Amazon’s want it there."
        checked={draft.forcePathStyle}
        onChange={(event) => onChange({ forcePathStyle: event.currentTarget.checked })}
      />
      <TextInput
        label="Access key ID"
        description="It needs the right to put objects; to read their sizes helps after a lost answer."
        required
        autoComplete="off"
        value={draft.accessKeyId}
        error={errors.access_key_id}
        onChange={(event) => onChange({ accessKeyId: event.currentTarget.value })}
      />
      <PasswordInput
        label="Secret access key"
        description={isNew ? undefined : kept}
        required={isNew}
        autoComplete="off"
        value={draft.secret}
        error={errors.secret}
        onChange={(event) => onChange({ secret: event.currentTarget.value })}
      />
    </>
  )
}

function ServerFields({ draft, errors, isNew, onChange }: Props) {
  return (
    <>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <TextInput
          label="Host"
          placeholder="files.example.com"
          required
          style={{ flex: 1 }}
          value={draft.host}
          error={errors.host}
          onChange={(event) => onChange({ host: event.currentTarget.value })}
        />
        <NumberInput
          label="Port"
          w={110}
          min={1}
          max={65535}
          allowDecimal={false}
          clampBehavior="none"
          value={draft.port}
          error={errors.port}
          onChange={(port) => onChange({ port })}
        />
      </Group>
      <TextInput
        label="Folder"
        description="It must exist. Leave empty for the folder that the server shows after sign-in."
        placeholder="/incoming"
        value={draft.folder}
        error={errors.folder}
        onChange={(event) => onChange({ folder: event.currentTarget.value })}
      />
      <TextInput
        label="User name"
        required
        autoComplete="off"
        value={draft.username}
        error={errors.username}
        onChange={(event) => onChange({ username: event.currentTarget.value })}
      />
      <Radio.Group
        label="Sign in with"
        value={draft.usesKey ? 'key' : 'password'}
        onChange={(value) => onChange({ usesKey: value === 'key', secret: '' })}
      >
        <Group mt={6}>
          <Radio value="password" label="Password" />
          <Radio value="key" label="Private key" />
        </Group>
      </Radio.Group>
      {draft.usesKey ? (
        <>
          <Textarea
            label="Private key"
            description={isNew ? 'In PEM or OpenSSH format.' : kept}
            required={isNew}
            autosize
            minRows={3}
            maxRows={8}
            autoComplete="off"
            spellCheck={false}
            value={draft.secret}
            error={errors.secret}
            onChange={(event) => onChange({ secret: event.currentTarget.value })}
          />
          <PasswordInput
            label="Passphrase"
            description="If the key has one."
            autoComplete="off"
            value={draft.passphrase}
            onChange={(event) => onChange({ passphrase: event.currentTarget.value })}
          />
        </>
      ) : (
        <PasswordInput
          label="Password"
          description={isNew ? undefined : kept}
          required={isNew}
          autoComplete="off"
          value={draft.secret}
          error={errors.secret}
          onChange={(event) => onChange({ secret: event.currentTarget.value })}
        />
      )}
      <TextInput
        label="Host key"
        description="Its fingerprint. Leave empty if you do not know it yet: a test shows it, for you to compare and confirm."
        placeholder="SHA256:…"
        autoComplete="off"
        spellCheck={false}
        value={draft.hostKey}
        error={errors.host_key}
        onChange={(event) => onChange({ hostKey: event.currentTarget.value })}
      />
    </>
  )
}
