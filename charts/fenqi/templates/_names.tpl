{{- define "fenqi.name" -}}
{{- if contains "fenqi" .Release.Name }}{{ .Release.Name | trunc 52 | trimSuffix "-" }}{{ else }}{{ printf "%s-fenqi" .Release.Name | trunc 52 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "fenqi.selector" -}}
app.kubernetes.io/name: fenqi
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "fenqi.labels" -}}
{{ include "fenqi.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "fenqi.secret" -}}
{{ .Values.existingSecret | default (include "fenqi.name" .) }}
{{- end }}

{{- define "fenqi.host" -}}
{{ regexReplaceAll ":[0-9]+$" (regexReplaceAll "^https?://" .Values.publicUrl "") "" }}
{{- end }}
