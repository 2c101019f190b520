package clients

import (
	"testing"

	"github.com/go-openapi/strfmt"
	"github.com/spectrocloud/palette-sdk-go/api/models"
	"github.com/spectrocloud/palette-sdk-go/client"
	"github.com/stretchr/testify/require"
)

func TestAPasswordSignsIn(t *testing.T) {
	palette := connect(client.WithUsername(email), client.WithPassword(password))

	found, err := palette.GetUsersInfo()

	require.NoError(t, err)
	require.NotEmpty(t, found.UserUID)
	require.NotEmpty(t, found.TenantUID)
	require.NotEmpty(t, found.OrgName)
	tenantUID, err := palette.GetTenantUID()
	require.NoError(t, err)
	require.Equal(t, found.TenantUID, tenantUID)
}

func TestARefreshedTokenTakesTheOldOnesPlace(t *testing.T) {
	first, err := connect().Authenticate(&models.V1AuthLogin{EmailID: email, Password: strfmt.Password(password)})
	require.NoError(t, err)
	require.False(t, first.IsMfa)

	second, err := connect().AuthRefreshToken(first.Authorization)

	require.NoError(t, err)
	_, err = connect(client.WithJWT(second.Authorization)).GetUsersInfo()
	require.NoError(t, err)
	_, err = connect(client.WithJWT(first.Authorization)).GetUsersInfo()
	requireRefused(t, 401, "Unauthenticated", err)
}

func TestAWrongPasswordIsRefusedAndManyAreTooMany(t *testing.T) {
	wrong := &models.V1AuthLogin{EmailID: "nobody@example.com", Password: "wrong"}
	patient := client.New(client.WithPaletteURI(host)) // would itself try again what was too often
	for range 5 {
		_, err := patient.Authenticate(wrong)
		requireRefused(t, 401, "Unauthenticated", err)
	}

	_, err := patient.Authenticate(wrong)

	requireRefused(t, 429, "TooManyRequests", err)
}

func TestWithoutCredentialsNothingIsShown(t *testing.T) {
	for _, palette := range []*client.V1Client{connect(), connect(client.WithJWT("made-up"))} {
		_, err := palette.GetProjects()
		requireRefused(t, 401, "Unauthenticated", err)
	}
}
