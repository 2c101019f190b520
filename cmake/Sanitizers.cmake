set(GATEHOUSE_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address,undefined or thread")
if(GATEHOUSE_SANITIZE)
    add_compile_options(-fsanitize=${GATEHOUSE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${GATEHOUSE_SANITIZE})
    # g++ 12 then takes the library's own code, std::regex for one, for uses of uninitialised values.
    add_compile_options(-Wno-maybe-uninitialized)
    if(GATEHOUSE_SANITIZE MATCHES undefined)
        # Looks up type information that Debian's SOCI library keeps to itself.
        add_compile_options(-fno-sanitize=vptr)
    endif()
    if(GATEHOUSE_SANITIZE MATCHES thread)
        # ThreadSanitizer does not understand Asio's memory fences; Asio has another way that it does.
        add_compile_options(-Wno-tsan)
        add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
    endif()
endif()
# Checked containers everywhere: the cost is small beside TLS and a database. Hardening where it is optimised.
add_compile_definitions(_GLIBCXX_ASSERTIONS)
if(CMAKE_BUILD_TYPE MATCHES "Rel")
    add_compile_options(-fstack-protector-strong -fstack-clash-protection -fcf-protection
        -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
    add_link_options(-Wl,-z,relro,-z,now)
endif()
